import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import { isError, peek } from "@async-lab/notebook";
import type { Country } from "@async-lab/practice-api";
import {
  adversarialDelays,
  type Answers,
  type Closes,
  CloseWatch,
  defineExercise,
  describe,
  type Ended,
  LearnerError,
  type Planned,
  refuseLostError,
  requireAllPages,
  type TestHarness,
  type Trial,
} from "async-lab/exercise";
import { messages, violation } from "./messages.js";

declare module "async-lab/answers" {
  interface Answers {
    /** Fetches all pages over connections that are reused, and closed in the end. */
    "06-close": (urls: string[]) => Promise<Country[]>;
  }
}

type FetchTidily = Answers["06-close"];

/**
 * The server's open connections at the ms at which the function ends, also after errors.
 *
 * Refused: connections left open, closed later or not awaited; one connection for each page; everybody's agent
 * replaced.
 */
export default defineExercise("06-close", {
  place: 5,
  messages,
  expects: ({ expects }) => expects.aFunction("(urls: string[]) => Promise<Country[]>"),
  async judge(fetchTidily, harness) {
    const count = 6;
    const opened = await judgeList(harness, fetchTidily, count);
    // A status leaves the connection open, a reset does not; and most functions take an empty body for an error.
    for (const bad of [{ status: 500 }, "broken"] as const) {
      await requireClosedAfterError(harness, fetchTidily, [{ delay: 0.37 }, bad, { delay: 0.11 }]);
    }
    await requireClosedAfterError(harness, fetchTidily, [{ status: 503 }, { delay: 0.11 }]);
    for (const other of [9, 1]) await judgeList(harness, fetchTidily, other);
    return { count, opened };
  },
});

/** @returns how many connections the server saw */
async function judgeList(harness: TestHarness, fetchTidily: FetchTidily, count: number): Promise<number> {
  const plan = adversarialDelays(count, { step: 0.23, seed: 115 + count }).map((delay) => ({ delay }));
  const trial = harness.trial(plan);
  const { ended, open, ranAway } = await callWatched(harness, trial, fetchTidily);
  const { result, ms } = ended;
  if (result.status !== "fulfilled") throw new LearnerError(result.status === "rejected" && result.reason);
  const { connectionsOpened: opened, maxInFlight } = ended.settled;
  requireAllPages(trial, { ...ended, value: result.value }, () => {
    if (open > 0) throw violation("left-open", { open, opened, count }, { fromMs: ms });
    // Undici holds a connection for used a moment longer than its page takes to arrive, and may open a second one meanwhile.
    if (opened > 2 * maxInFlight || (count > 1 && opened >= count))
      throw violation("not-reused", { opened, count });
    if (ranAway) throw violation("closing-not-awaited", { count }, { fromMs: ms });
  });
  return opened;
}

/** One page cannot be had: the error comes out, and the connections close all the same. */
async function requireClosedAfterError(
  harness: TestHarness,
  fetchTidily: FetchTidily,
  plan: readonly Planned[],
): Promise<void> {
  const trial = harness.trial(plan);
  const { ended, open, ranAway } = await callWatched(harness, trial, fetchTidily);
  if (ended.result.status === "fulfilled") refuseLostError(trial, describe(ended.result.value));
  if (open > 0) throw violation("left-open-after-error", { open }, { fromMs: ended.ms });
  if (ranAway) throw violation("closing-not-awaited", { count: plan.length }, { fromMs: ended.ms });
}

interface Watched {
  readonly ended: Ended;
  /** Connections that were open at the moment when the function ended, and closed by nobody at that moment. */
  readonly open: number;
  /** Whether it ended while its connections were closing. */
  readonly ranAway: boolean;
}

async function callWatched(harness: TestHarness, trial: Trial, fetchTidily: FetchTidily): Promise<Watched> {
  // Not at the top: only this exercise needs undici, and it takes its time to load.
  const { Agent } = await import("undici");
  using watch = new CloseWatch(Object.getPrototypeOf(Agent.prototype) as Closes);
  using dispatchers = new GlobalDispatchers();
  using sockets = new ClientSockets(new URL(harness.server.origin).port);
  let openAtEnd = 0;
  const ended = await trial.end(async (urls) => {
    try {
      return await watch.run(() => fetchTidily(urls));
    } finally {
      openAtEnd = sockets.open();
    }
  });
  if (dispatchers.haveChanged()) throw violation("global-dispatcher", { count: trial.urls.length });
  const { result, settled } = ended;
  if (result.status === "rejected" && isClosedForGood(result.reason)) {
    if (harness.trials.length > 1) throw violation("closed-for-good", { error: String(result.reason) });
  }
  const open = settled.connectionsOpen;
  return { ended, open, ranAway: open === 0 && (watch.ranAway || openAtEnd > 0) };
}

/** Whether an error is undici's for an agent that was closed before. */
function isClosedForGood(error: unknown): boolean {
  // A chain of causes may be a circle.
  for (let depth = 0, at = error; isError(at) && depth < 10; depth += 1, at = peek(at, "cause")) {
    const code = peek(at, "code");
    if (code === "UND_ERR_CLOSED" || code === "UND_ERR_DESTROYED") return true;
  }
  return false;
}

/** The connections to one port that clients of this process open. */
class ClientSockets implements Disposable {
  readonly #sockets = new Set<Socket>();
  readonly #note = (message: unknown): void => {
    this.#sockets.add((message as { readonly socket: Socket }).socket);
  };

  constructor(private readonly port: string) {
    subscribe("net.client.socket", this.#note);
  }

  /** How many are open now: neither closed nor being closed. */
  open(): number {
    return [...this.#sockets].filter((each) => !each.destroyed && String(each.remotePort) === this.port)
      .length;
  }

  [Symbol.dispose](): void {
    unsubscribe("net.client.socket", this.#note);
  }
}

/**
 * What stands behind everybody's `fetch` and `request`: undici's copies, Node's own among them, keep it under symbols of
 * the global object, one for each version of its interface.
 */
class GlobalDispatchers implements Disposable {
  readonly #before = Object.getOwnPropertySymbols(globalThis)
    .filter(({ description }) => description?.startsWith("undici.globalDispatcher."))
    .sort((a, b) => String(b.description).localeCompare(String(a.description)))
    .map((symbol) => [symbol, (globalThis as Record<symbol, unknown>)[symbol]] as const);

  /** The newest interface tells: under the others stand wrappers, which are made anew each time. */
  haveChanged(): boolean {
    const [newest] = this.#before;
    return newest !== undefined && (globalThis as Record<symbol, unknown>)[newest[0]] !== newest[1];
  }

  /** Puts back what was there before: another agent may be closed by now, and every later request would fail. */
  [Symbol.dispose](): void {
    for (const [symbol, value] of this.#before) (globalThis as Record<symbol, unknown>)[symbol] = value;
  }
}
