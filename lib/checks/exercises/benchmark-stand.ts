import { reach } from "../reach.js";
import type { Trial } from "../trial.js";

/** One call of a client. Times are ms on `performance.now()`'s clock. */
export interface Call {
  readonly name: string;
  readonly url: string;
  readonly startMs: number;
  /** Undefined while in flight. */
  endMs: number | undefined;
}

/** As many calls of one client as there are URLs. */
export interface Round {
  readonly name: string;
  readonly calls: readonly Call[];
  readonly startMs: number;
  readonly endMs: number;
}

/** Clients whose every call is written down, and whose rounds take the time that was planned for them. */
export class Stand {
  readonly calls: Call[] = [];
  /** How many calls were over when the learner's function was. */
  overAtReturn = 0;
  readonly clients: Readonly<Record<string, (url: string) => Promise<unknown>>>;

  /**
   * @param secondsByClient of each client's rounds; the last one stands for all that follow
   * @param broken the client that cannot reach the trial's failing URLs
   */
  constructor(
    private readonly trial: Trial,
    secondsByClient: Readonly<Record<string, readonly number[]>>,
    broken?: string,
  ) {
    this.clients = Object.fromEntries(
      Object.entries(secondsByClient).map(([name, seconds]) => {
        const ask = (url: string) => this.#ask(name, url, seconds, name === broken);
        return [name, ask];
      }),
    );
  }

  async #ask(name: string, url: string, seconds: readonly number[], broken: boolean): Promise<unknown> {
    const before = this.calls.filter((call) => call.name === name).length;
    const round = Math.floor(before / this.trial.urls.length);
    const call: Call = { name, url, startMs: performance.now(), endMs: undefined };
    this.calls.push(call);
    try {
      const fails = this.trial.planned.some((planned) => planned.fails && planned.url === url);
      if (broken && fails) throw new Error(`${name} could not reach ${this.trial.pathOf(url)}`);
      const delay = seconds[round] ?? seconds.at(-1) ?? 0;
      const query = new URLSearchParams({ client: name, round: String(round), call: String(before) });
      const response = await reach(this.trial.run.url(`/delay/${delay}?${query.toString()}`));
      return await response.json();
    } finally {
      call.endMs = performance.now();
    }
  }

  /** Notes what is over when the learner's function returns. */
  async watch<T>(running: Promise<T>): Promise<T> {
    const value = await running;
    this.overAtReturn = this.calls.filter(({ endMs }) => endMs !== undefined).length;
    return value;
  }

  /** The rounds of each client, in their order; a last one that is not whole counts. */
  rounds(): readonly (readonly Round[])[] {
    const size = this.trial.urls.length;
    return Object.keys(this.clients).map((name) => {
      const own = this.calls.filter((call) => call.name === name);
      const count = Math.ceil(own.length / size);
      return Array.from({ length: count }, (_, index) =>
        toRound(name, own.slice(index * size, (index + 1) * size)),
      );
    });
  }
}

function toRound(name: string, calls: readonly Call[]): Round {
  return {
    name,
    calls,
    startMs: Math.min(...calls.map(({ startMs }) => startMs)),
    endMs: Math.max(...calls.map(({ endMs }) => endMs ?? Infinity)),
  };
}
