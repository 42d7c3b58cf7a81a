/** One call of a `fetchWithRetry`, at a page of which the check knows what each attempt gets. */
import { describeThrown, isInstance } from "@async-lab/notebook";
import type { Plan, PlannedAnswer } from "@async-lab/practice-api/host";
import {
  type Answers,
  type Ended,
  isTodo,
  NotAttempted,
  RuleViolation,
  type SeenRequest,
  showBriefly,
  type TestHarness,
  type Trial,
} from "async-lab/exercise";
import { violation } from "./messages.js";

type FetchWithRetry = Answers["04-retry"];
export type Failure = PlannedAnswer["status"];

/** Timers are rounded to the ms. */
export const roundingMs = 1;

export interface VisitOptions {
  /** What each attempt gets; whatever comes after these is the page. */
  readonly answers: readonly Failure[];
  /** In ms. */
  readonly second: number;
  /** Which end `Math.random` is held at; the low one unless told. */
  readonly random?: "low" | "high";
  /** Seconds that each answer takes. */
  readonly delay?: number;
  /** The header of each answer, which may depend on when it is sent. */
  readonly retryAfter?: (attempt: number) => string | undefined;
}

/** What became of one call, and what the server saw of it. Times are virtual ms since the call began. */
export interface Visit {
  readonly path: string;
  readonly answers: readonly Failure[];
  readonly second: number;
  readonly result: { readonly value: unknown } | { readonly error: unknown };
  /** From the call to its end. */
  readonly ms: number;
  readonly attempts: readonly SeenRequest[];
  /** From the end of each attempt to the start of the next. */
  readonly gapsMs: readonly number[];
  /** Makes its timeline the one that the verdict shows. */
  show(): void;
}

/** A violation that was seen in this visit, whose timeline the verdict then shows. */
export function seenIn(visit: Pick<Visit, "show">, violation: RuleViolation): RuleViolation {
  visit.show();
  return violation;
}

const names = ["lima", "salta", "quito", "bogota", "sucre", "tarija", "cuenca", "iquique", "maipo", "neiva"];

/** Visits pages with a learner's function. */
export class Visitor {
  #visits = 0;

  constructor(
    private readonly harness: TestHarness,
    private readonly fetchWithRetry: FetchWithRetry,
  ) {}

  /** Calls the function with one page. */
  async visit(options: VisitOptions): Promise<Visit> {
    const [visit] = await this.visitTogether([options], options.random);
    if (!visit) throw new Error("visitTogether gives a visit for each page");
    return visit;
  }

  /**
   * Calls the function with several pages at the same time, and judges no more than that it ends.
   *
   * @throws {RuleViolation} if it does not, goes on after its end, or asks for something else
   */
  async visitTogether(
    each: readonly VisitOptions[],
    random: "low" | "high" = "low",
  ): Promise<readonly Visit[]> {
    const { server, time } = this.harness;
    const run = server.newRun();
    const trial = this.harness.listed(
      each.map((options) => run.planPage(this.#nextName(), planOf(options))),
      run,
    );
    const beganMs = time.nowMs;
    const ends: { readonly result: Visit["result"]; readonly ms: number }[] = [];
    const call = async (url: string, index: number) => {
      const second = each[index]?.second ?? 0;
      // In a `then`, so that what is thrown at once is a rejection like any other.
      const calling = Promise.resolve().then(() => this.fetchWithRetry(url, second));
      const result = await calling.then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      );
      ends[index] = { result, ms: time.nowMs - beganMs };
    };
    const { unsettled, atEnd, after, ms } = await steerRandom(random, () =>
      this.#end(trial, each, async (urls) => {
        await Promise.all(urls.map(call));
        if (ends.every(({ result }) => "error" in result && isTodo(result.error))) throw new NotAttempted();
      }),
    );
    if (!unsettled && atEnd.over < after.asked) {
      throw violation("returned-early", { answered: atEnd.over, count: after.asked, ms });
    }
    requirePlannedPages(trial, after.requests);
    return each.map((options, index) => {
      const { result, ms: endMs } = ends[index] ?? { result: { error: unsettled }, ms };
      const path = trial.pathOf(trial.urls[index] ?? "");
      const attempts = after.requests.filter((request) => request.path === path);
      const gapsMs = attempts
        .slice(1)
        .map(({ startMs }, gap) => toMicroseconds(startMs - (attempts[gap]?.endMs ?? 0)));
      const { answers, second } = options;
      return {
        path,
        answers,
        second,
        result,
        ms: endMs,
        attempts,
        gapsMs,
        show: () => this.harness.show(trial),
      };
    });
  }

  /** How the calls ended; a call that did not is no reason to know nothing of the others. */
  async #end(
    trial: Trial,
    each: readonly VisitOptions[],
    answer: (urls: string[]) => Promise<void>,
  ): Promise<Omit<Ended, "result"> & { readonly unsettled?: RuleViolation }> {
    try {
      const ended = await trial.end(answer);
      if (ended.result.status === "rejected") throw ended.result.reason;
      return ended;
    } catch (error) {
      const { ended } = trial;
      if (!isInstance(error, RuleViolation) || !ended) throw error;
      // What it has left would go on beside the next call.
      this.harness.time.dropTimers();
      const wait = error.rule === "did-not-finish" ? findEndlessWait(ended, each) : undefined;
      return { ...ended, unsettled: wait ?? error };
    }
  }

  #nextName(): string {
    const name = names[this.#visits % names.length] ?? "";
    this.#visits += 1;
    return this.#visits > names.length ? `${name}-${Math.floor(this.#visits / names.length)}` : name;
  }
}

function planOf({ answers, delay = 0, retryAfter }: VisitOptions): Plan {
  return (attempt) => {
    const header = retryAfter?.(attempt);
    return {
      status: answers[attempt - 1] ?? 200,
      delay,
      ...(header === undefined ? {} : { retryAfter: header }),
    };
  };
}

/** Who waits for many minutes has not forgotten to end: the wait itself is too long. */
function findEndlessWait(
  { after, ms }: Ended,
  [options, ...others]: readonly VisitOptions[],
): RuleViolation | undefined {
  const { asked, over, requests } = after;
  if (!options || others.length > 0 || asked === 0 || over < asked) return undefined;
  const { second } = options;
  const fromMs = requests.at(-1)?.endMs ?? 0;
  const waited = Math.round(ms - fromMs);
  const figures = { nth: asked, waited, isOver: false, wanted: second * 2 ** (asked - 1), second };
  return violation("waits-too-long", figures, { fromMs });
}

/** Refuses requests for something else than the pages, and in another way. */
function requirePlannedPages(trial: Trial, requests: readonly SeenRequest[]): void {
  if (requests.length === 0) throw violation("no-requests", { count: trial.urls.length });
  const odd = requests.find(({ method }) => method !== "GET");
  if (odd) throw violation("other-method", { method: odd.method, url: odd.path });
  const paths = trial.urls.map((url) => trial.pathOf(url));
  const other = requests.find(({ path }) => !paths.includes(path));
  if (other) throw violation("other-requests", { url: other.path });
}

/** Name and message on one line; the rest is the traceback, which the learner has. */
export function nameError(error: unknown): string {
  const { isError, name, message } = describeThrown(error);
  if (!isError) return showBriefly(error);
  const line = `${name}: ${message.replace(/\s+/g, " ")}`;
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}

/** More digits are noise of the subtraction. */
const toMicroseconds = (ms: number): number => Math.round(ms * 1000) / 1000;

/**
 * Calls a function while `Math.random` gives numbers near one end of its range, so that a verdict on what is left to
 * chance is itself not left to it.
 *
 * The numbers differ, for code that draws until it gets another one.
 *
 * @param end the lowest or the highest numbers
 * @example await steerRandom("low", () => fetchWithRetry(url, 1000)); // jitter is as short as it can be
 */
async function steerRandom<T>(end: "low" | "high", work: () => Promise<T>): Promise<T> {
  const own = Math.random;
  let draws = 0;
  Math.random = () => {
    draws += 1;
    const little = (draws % 100) / 1e7;
    return end === "low" ? little : 1 - 1e-7 - little;
  };
  try {
    return await work();
  } finally {
    Math.random = own;
  }
}
