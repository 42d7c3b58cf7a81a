import { setTimeout as sleep } from "node:timers/promises";
import { PracticeApiError, type Country, type PracticeApi } from "../practice-api/index.js";
import { LearnerError, NotAttempted, Refusal, refuse } from "./refusal.js";
import { look, type Sighting } from "./sighting.js";
import { isTodo } from "./todo.js";

/** One URL of a trial, and what becomes of it. */
export interface TrialUrl {
  readonly url: string;
  readonly fails: boolean;
  /** What the server sends, where it does not fail. */
  readonly page?: Country;
}

/** What one call of the learner's function gave back, and what the server had seen by then. */
export interface Returned {
  readonly value: unknown;
  readonly ms: number;
  /** At the moment when the function returned. */
  readonly atReturn: Sighting;
  /** A little later, when requests still on their way had arrived. */
  readonly after: Sighting;
}

/** How long requests that a function started, and did not wait for, may take to reach the server. */
const graceMs = 250;

/** One call of the learner's function, in a run of its own. */
export class Trial {
  readonly urls: readonly string[];
  /** The list that the learner's function gets: its own, to see whether it is changed. */
  readonly given: string[];
  /** What the server sends for the URLs that do not fail, in their order. */
  readonly pages: readonly Country[];

  constructor(
    readonly run: PracticeApi,
    readonly planned: readonly TrialUrl[],
    private readonly remainingMs: () => number,
  ) {
    this.urls = planned.map(({ url }) => url);
    this.given = [...this.urls];
    this.pages = planned.flatMap(({ page }) => (page ? [page] : []));
  }

  /** What the server has seen of this trial so far. */
  look(): Promise<Sighting> {
    return look(this.run);
  }

  /** A URL as the server writes it down: without the host and the run's prefix. */
  pathOf(url: string): string {
    const { pathname, search } = new URL(url);
    const prefix = `/r/${this.run.run}`;
    return (pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname) + search;
  }

  /**
   * Calls the learner's function and waits until it is done, or the time is over.
   *
   * @throws {LearnerError} with what the function threw
   * @throws {NotAttempted} if it was never written
   * @throws {Refusal} `did-not-finish`
   */
  async call(answer: (urls: string[]) => unknown): Promise<Returned> {
    const started = performance.now();
    const value = await this.#finish(answer);
    const ms = Math.round(performance.now() - started);
    const atReturn = await this.look();
    const after = await this.#lookAgain(atReturn);
    if (value === undefined && after.asked === 0) throw new NotAttempted();
    return { value, ms, atReturn, after };
  }

  /** Waits until what the function has left in flight is over: it would go on beside the notebook's next cell. */
  async settle(): Promise<void> {
    const until = performance.now() + graceMs;
    do await sleep(50);
    while ((await this.#isBusy()) && performance.now() < until);
  }

  async #isBusy(): Promise<boolean> {
    const { asked, over } = await this.look();
    return over < asked;
  }

  /**
   * Like `call`; but where the function fails, what the server saw may tell better what is wrong than the error does.
   *
   * @param lookAt throws a Refusal, or nothing; then the error is told
   */
  async callOrLook(
    answer: (urls: string[]) => unknown,
    lookAt: (sighting: Sighting) => void,
  ): Promise<Returned> {
    try {
      return await this.call(answer);
    } catch (error) {
      if (!(error instanceof LearnerError)) throw error;
      await this.settle();
      lookAt(await this.look());
      throw error;
    }
  }

  async #finish(answer: (urls: string[]) => unknown): Promise<unknown> {
    const limitMs = this.remainingMs();
    const overdue = Symbol("overdue");
    const timer = new AbortController();
    try {
      const result = await Promise.race([
        // In a `then`, so that a throw before the first await is a rejection like any other.
        Promise.resolve(this.given).then(answer),
        sleep(limitMs, overdue, { signal: timer.signal }),
      ]);
      if (result !== overdue) return result;
    } catch (error) {
      if (error instanceof PracticeApiError || error instanceof Refusal) throw error;
      if (isTodo(error)) throw new NotAttempted();
      // Throws if the server is gone: then the error is not the learner's.
      await this.look();
      throw new LearnerError(error);
    } finally {
      timer.abort();
    }
    const { answered } = await this.look();
    throw refuse("did-not-finish", {
      seconds: Math.round(limitMs / 100) / 10,
      answered,
      count: this.urls.length,
    });
  }

  /** A request that nobody waits for may still be on its way: nothing tells of it but the server, so ask again. */
  async #lookAgain(first: Sighting): Promise<Sighting> {
    let latest = first;
    const until = performance.now() + graceMs;
    while (latest.asked < this.urls.length && performance.now() < until) {
      await sleep(25);
      latest = await this.look();
    }
    return latest;
  }
}
