import { Agent, request } from "undici";
import type { Trial } from "async-lab/exercise";

/** Of its own: whatever a learner puts in the place of the global one, these clients work. */
const dispatcher = new Agent();

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

/** How long each of a client's rounds takes, in ms; where there are more, the last one stands for them. */
export type RoundTimes = Readonly<Record<string, readonly number[]>>;

/** A client that fails, and its first round that does, counted from 0. */
export interface Broken {
  readonly name: string;
  readonly fromRound: number;
}

/** Clients whose every call is written down, and whose rounds take the time that was planned for them. */
export class FakeClients {
  readonly calls: Call[] = [];
  /** How many calls were over when the learner's function was. */
  overAtReturn = 0;
  readonly clients: Readonly<Record<string, (url: string) => Promise<unknown>>>;

  /** @param broken the client that cannot reach the trial's last URL */
  constructor(
    private readonly trial: Trial,
    private readonly times: RoundTimes,
    private readonly broken?: Broken,
  ) {
    this.clients = Object.fromEntries(
      Object.keys(times).map((name) => {
        const client = (url: string) => {
          const asking = this.#ask(name, url);
          // Who awaits the calls one after another hears of a failure late, and is right all the same.
          asking.catch(() => undefined);
          return asking;
        };
        return [name, client];
      }),
    );
  }

  async #ask(name: string, url: string): Promise<unknown> {
    const { urls, run } = this.trial;
    const before = this.calls.filter((call) => call.name === name).length;
    const round = Math.floor(before / urls.length);
    const call: Call = { name, url, startMs: performance.now(), endMs: undefined };
    this.calls.push(call);
    try {
      const { broken } = this;
      if (broken?.name === name && round >= broken.fromRound && url === urls.at(-1)) {
        throw new Error(`${name} could not reach ${this.trial.pathOf(url)}`);
      }
      const query = new URLSearchParams({ client: name, round: String(round), call: String(before) });
      const delay = this.#delayMs(name, round, urls.indexOf(url)) / 1000;
      const { body } = await request(run.url(`/delay/${delay}?${query.toString()}`), { dispatcher });
      return await body.json();
    } finally {
      call.endMs = performance.now();
    }
  }

  /** Another page is the slowest in each round, and the others take half of it, or a third. */
  #delayMs(name: string, round: number, index: number): number {
    const times = this.times[name] ?? [];
    const ms = times[round] ?? times.at(-1) ?? 0;
    const place = (index + round) % this.trial.urls.length;
    return Math.round(ms / (place + 1));
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
