import type { Rest, RunResult, Turn, VirtualTime } from "virtual-time";
import { isInstance } from "@async-lab/notebook";
import type { Country } from "@async-lab/practice-api";
import { firstCall } from "./blocking-calls.js";
import type { CheckRun, CheckServer } from "./check-server.js";
import { nameAndMessage } from "./learner-error.js";
import { LearnerError, NotAttempted, RuleViolation, violation } from "./rule-violation.js";
import { takeSnapshot, type ServerSnapshot } from "./snapshot.js";
import { isTodo } from "./todo.js";
import { TrialWatches } from "./trial-watches.js";

/** One URL of a trial, and what becomes of it. */
export interface TrialUrl {
  readonly url: string;
  readonly fails: boolean;
  /** With which status it fails; without one, there is no answer. */
  readonly status?: number;
  /** What the server sends, where it does not fail. */
  readonly page?: Country;
}

/** How a call of the learner's function ended, and what the server saw. Times are virtual ms. */
export interface Ended {
  readonly result: RunResult<unknown>;
  /** From the call to its end. */
  readonly ms: number;
  /** At the moment when the function ended. */
  readonly atEnd: ServerSnapshot;
  /** At the same virtual time, when all that was on its way had arrived. */
  readonly settled: ServerSnapshot;
  /** The longest that it computed in one go, without letting the event loop turn. */
  readonly longestTurn: Turn;
  /** Calls of functions that block the event loop while they work, such as `readFileSync`, by name. */
  readonly syncCalls: readonly string[];
  /** When all that it had started was over, or ten seconds later. */
  readonly after: ServerSnapshot;
  /** How many promises failed with nobody to handle it. */
  readonly unhandled: number;
}

/** What one call of the learner's function gave back, and what the server had seen by then. */
export interface Returned extends Ended {
  readonly value: unknown;
}

/** Virtual time in which what a function started, and did not wait for, is watched. */
const afterMs = 10_000;
/** Virtual time that one call may take: more than any answer that does what is asked. */
const limitMs = 600_000;

/** What the trials of one check share: see `TestHarness`. */
export interface TrialSurroundings {
  readonly server: CheckServer;
  readonly time: VirtualTime;
  /** The trials so far, the latest one last. */
  readonly trials: readonly Trial[];
  /** How many promises that failed have found nobody to handle it. */
  readonly unhandled: number;
  /** Makes the violation of a call that blocks the event loop. */
  readonly blockingViolation: (seen: { call: string; times: number }) => RuleViolation;
}

/** One call of the learner's function, in a run of its own. */
export class Trial {
  readonly urls: readonly string[];
  /** The list that the learner's function gets: its own, to see whether it is changed. */
  readonly given: string[];
  /** What the server sends for the URLs that do not fail, in their order. */
  readonly pages: readonly Country[];
  /** The URLs that fail. */
  readonly failing: readonly TrialUrl[];
  #ended: Ended | undefined;
  #beganMs = 0;
  #elsewhere: string | undefined;

  constructor(
    readonly run: CheckRun,
    readonly planned: readonly TrialUrl[],
    private readonly harness: TrialSurroundings,
  ) {
    this.urls = planned.map(({ url }) => url);
    this.given = [...this.urls];
    this.pages = planned.flatMap(({ page }) => (page ? [page] : []));
    this.failing = planned.filter(({ fails }) => fails);
  }

  /** How the call ended, once it has. */
  get ended(): Ended | undefined {
    return this.#ended;
  }

  /** A text without the server and the run, which are other ones each time. */
  withoutRun(text: string): string {
    return text.replaceAll(this.run.url(""), "/").replaceAll(`/r/${this.run.run}/`, "/");
  }

  /** Whether the function has been called before, in another trial of this check. */
  get isRepeated(): boolean {
    return this.harness.trials[0] !== this;
  }

  /** Whether a URL is of an earlier trial of this check. */
  isOfEarlier(url: string): boolean {
    return this.harness.trials.some((trial) => trial !== this && trial.urls.includes(url));
  }

  /** Requests that belong to no run, as the server got them since the last look; and one to another server. */
  takeOtherRequests(): string[] {
    const elsewhere = this.#elsewhere === undefined ? [] : [this.#elsewhere];
    return [...this.harness.server.takeOtherRequests(), ...elsewhere];
  }

  /** What the server has seen of this trial so far. */
  snapshot(): ServerSnapshot {
    return takeSnapshot(this.run, this.#beganMs);
  }

  /** The path of the first URL that fails, for messages. */
  get failingPath(): string {
    const [first] = this.failing;
    return first ? this.pathOf(first.url) : "";
  }

  /** A URL as the server writes it down: without the host and the run's prefix. */
  pathOf(url: string): string {
    const { pathname, search } = new URL(url);
    const prefix = `/r/${this.run.run}`;
    return (pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname) + search;
  }

  /**
   * Calls the learner's function and waits, in virtual time, until it has ended and what it left behind is over.
   *
   * @returns how it ended, also where it failed
   * @throws {NotAttempted} if it was never written
   * @throws {RuleViolation} if it cannot end: `never-settles`, `did-not-finish`, `never-rests`; and the harness's `blockingViolation`
   */
  async end(answer: (urls: string[]) => unknown): Promise<Ended> {
    const { time } = this.harness;
    const startedMs = time.nowMs;
    const unhandledBefore = this.harness.unhandled;
    this.#beganMs = Date.now();
    time.takeLongestTurn();
    using watches = new TrialWatches(this.harness.server.origin);
    const { calls, programs } = watches;
    let atEnd: ServerSnapshot | undefined;
    const watched = async () => {
      try {
        return await answer(this.given);
      } finally {
        atEnd = this.snapshot();
      }
    };
    const result = await time.run(() => watches.run(watched), limitMs);
    const { cpuMs, atMs } = time.takeLongestTurn();
    const longestTurn = { cpuMs, atMs: atMs - startedMs };
    const ms = result.atMs - startedMs;
    atEnd ??= this.snapshot();
    const tellUnhandled = () => this.harness.unhandled - unhandledBefore;
    const seen = { result, ms, atEnd, longestTurn, syncCalls: calls.made };
    this.#ended = { ...seen, settled: atEnd, after: atEnd, unhandled: tellUnhandled() };
    await this.#refuseBlocking(calls.refused);
    const [program] = programs;
    if (program !== undefined) {
      // No timeline: what a program had asked for before it was ended is chance.
      this.#ended = undefined;
      throw violation("another-program", { program, times: programs.length });
    }
    if (time.hasBusyLooped) this.#refuseUnsettled("never-quiet", ms);
    if (result.status === "unsettled") this.#refuseUnsettled(result.why, ms);
    if (result.status === "rejected") this.#rethrowOwn(result.reason);
    await time.settle();
    const settled = this.snapshot();
    const rest = await time.advance(afterMs);
    await this.#refuseBlocking(calls.refused);
    this.#elsewhere = watches.elsewhere;
    if (rest !== undefined) this.#refuseUnsettled(rest, ms);
    const after = this.snapshot();
    this.#ended = { ...seen, settled, after, unhandled: tellUnhandled() };
    const nothingBack = result.status === "fulfilled" && result.value === undefined;
    if (nothingBack && after.asked === 0) throw new NotAttempted();
    return this.#ended;
  }

  /**
   * The same, for a call that must not fail.
   *
   * @throws {LearnerError} with what the function threw
   * @throws {RuleViolation} `left-over-error`, where that is the very error of an earlier call
   */
  async call(answer: (urls: string[]) => unknown): Promise<Returned> {
    const ended = await this.end(answer);
    if (ended.result.status === "rejected") {
      const { reason } = ended.result;
      if (this.#wasThrownBefore(reason))
        throw violation("left-over-error", { error: nameAndMessage(reason) });
      throw new LearnerError(reason);
    }
    return { ...ended, value: ended.result.status === "fulfilled" ? ended.result.value : undefined };
  }

  /**
   * Like `call`; but where the function fails, what the server saw may tell better what is wrong than the error does.
   *
   * @param lookAt throws a RuleViolation, or nothing; then the error is told
   */
  async callOrLook(
    answer: (urls: string[]) => unknown,
    lookAt: (snapshot: ServerSnapshot) => void,
  ): Promise<Returned> {
    try {
      return await this.call(answer);
    } catch (error) {
      if (error instanceof LearnerError) lookAt(this.snapshot());
      throw error;
    }
  }

  #wasThrownBefore(reason: unknown): boolean {
    if (typeof reason !== "object" || reason === null) return false;
    return this.harness.trials.some(
      ({ ended }) =>
        ended &&
        ended !== this.#ended &&
        ended.result.status === "rejected" &&
        ended.result.reason === reason,
    );
  }

  #refuseUnsettled(why: Rest, ms: number): never {
    const { answered, requests } = this.snapshot();
    // What is left last are the clients' own timers, of connections that they keep.
    const lastMs = why === "nothing-left" ? Math.max(0, ...requests.map(({ endMs = 0 }) => endMs)) : ms;
    const seen = { answered, count: this.urls.length, seconds: Math.round(lastMs / 100) / 10 };
    if (why === "nothing-left") throw violation("never-settles", seen);
    if (why === "time-limit") throw violation("did-not-finish", seen);
    if (why === "never-quiet") throw violation("never-rests", seen);
    throw new Error("the check was interrupted");
  }

  /** The calls were not made; what came of the function without them is not worth telling. */
  async #refuseBlocking(calls: readonly string[]): Promise<void> {
    const first = firstCall(calls);
    if (!first) return;
    // What it had started goes on, so that no promise of it is rejected where nobody listens.
    await this.harness.time.advance(afterMs);
    throw this.harness.blockingViolation(first);
  }

  /** What is not the learner's own error. */
  #rethrowOwn(error: unknown): void {
    if (isInstance(error, RuleViolation)) throw error;
    if (isTodo(error)) throw new NotAttempted();
  }
}
