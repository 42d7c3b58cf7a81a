import type { TestHarness } from "../harness.js";
import { describe } from "../describe.js";
import type { Exercise } from "../exercise.js";
import { showBriefly } from "../learner-error.js";
import { LearnerError, NotAttempted, RuleViolation, violation } from "../rule-violation.js";
import { requireUnchanged } from "../rules.js";
import type { Ended, Trial } from "../trial.js";
import type { Answers, Summary } from "./answers.js";
import { requireFigures, requireSummaries } from "./benchmark-figures.js";
import { Stand, type Broken, type Call, type Round, type RoundTimes } from "./benchmark-stand.js";

type Benchmark = Answers["05-benchmark"];

/** More rounds than asked for warm up; this many do no harm. */
const mostWarmUps = 2;

/** One call of the learner's function. */
interface Course {
  readonly urls: number;
  readonly rounds: number;
  readonly times: RoundTimes;
}

/**
 * Each client has times of its own, in ms; the first round warms up, and is the slowest of one client alone.
 *
 * Median, mean, the round in the middle, and the middle of the times sorted as text are far apart.
 */
const uneven: Course = {
  urls: 3,
  rounds: 5,
  times: {
    left: [600, 80, 340, 40, 300, 120, 200],
    right: [50, 320, 130, 70, 360, 90, 210],
    middle: [160, 410, 190, 110, 230, 500, 270],
  },
};

/** Two of the same names once more, with other times, and fewer of everything. */
const again: Course = {
  urls: 2,
  rounds: 3,
  times: { right: [310, 150, 440, 260, 90], left: [30, 520, 170, 390, 60] },
};

/** As little as can be. */
const alone: Course = { urls: 1, rounds: 1, times: { north: [70, 130, 90] } };

export const benchmark: Exercise<"05-benchmark", Benchmark> = {
  id: "05-benchmark",
  lesson: "05",
  expects: ({ expects }) =>
    expects.aFunction(
      "(clients, urls: string[], rounds: number) => " +
        "Promise<{ name: string; median: number; min: number; max: number }[]>",
    ),
  accepts: (answer) => typeof answer === "function",
  async judge(answer, harness) {
    await judgeCourse(harness, answer, uneven);
    try {
      for (const fromRound of [0, 2]) await requireFailureComesOut(harness, answer, fromRound);
      await judgeCourse(harness, answer, again);
      await judgeCourse(harness, answer, alone);
    } catch (error) {
      const shown = harness.trials.at(-1);
      await requireSameAgain(harness, answer);
      if (shown) harness.show(shown);
      throw error;
    }
    await requireSameAgain(harness, answer);
    return { clients: Object.keys(uneven.times).length, rounds: uneven.rounds };
  },
};

async function judgeCourse(harness: TestHarness, answer: Benchmark, course: Course): Promise<void> {
  const { rounds } = course;
  const { stand, trial, ended } = await runCourse(harness, answer, course);
  const value = valueOf(ended, stand);
  requireCallsDone(stand, ended, value);
  const perClient = stand.rounds();
  for (const round of perClient.flat()) requireWhole(round, trial);
  requireNoneAtTheSameTime(perClient);
  const warmUps = perClient.map((own) => requireRounds(own, rounds));
  requireInTurn(perClient.map((own, index) => own.slice(warmUps[index])));
  requireUnchanged(trial);
  requireFigures(requireSummaries(value, Object.keys(stand.clients)), perClient, rounds);
}

/** The pages are asked for by the clients, so that a function without requests may have called them all the same. */
async function runCourse(harness: TestHarness, answer: Benchmark, course: Course, broken?: Broken) {
  const trial = harness.trial(Array.from({ length: course.urls }, () => ({ delay: 0 })));
  const stand = new Stand(trial, course.times, broken);
  const ended = await trial.end((urls) => stand.watch(answer(stand.clients, urls, course.rounds)));
  return { stand, trial, ended };
}

function valueOf({ result }: Ended, { calls }: Stand): unknown {
  if (result.status === "rejected") throw new LearnerError(result.reason);
  if (result.status === "unsettled" || (result.value === undefined && calls.length === 0))
    throw new NotAttempted();
  return result.value;
}

/** Refuses a call that breaks where the first one, with the same clients, did not. */
async function requireSameAgain(harness: TestHarness, answer: Benchmark): Promise<void> {
  try {
    await judgeCourse(harness, answer, uneven);
  } catch (error) {
    if (!(error instanceof RuleViolation || error instanceof LearnerError)) throw error;
    const figures = { clients: Object.keys(uneven.times).length, rounds: uneven.rounds };
    throw violation("measures-anew", figures);
  }
}

function requireCallsDone({ calls, overAtReturn }: Stand, { ms }: Ended, value: unknown): void {
  if (calls.length === 0) throw violation("clients-not-called", { got: describe(value) });
  if (overAtReturn < calls.length) {
    throw violation("returned-early", { answered: overAtReturn, count: calls.length, ms });
  }
}

/** Refuses a round that leaves out a URL, asks for one twice, or asks for one after another. */
function requireWhole({ name, calls }: Round, trial: Trial): void {
  const urls = calls.map(({ url }) => url);
  const made = urls.find((url) => !trial.urls.includes(url));
  if (made !== undefined) throw violation("other-requests", { url: showBriefly(made) });
  if (new Set(urls).size < trial.urls.length) {
    throw violation("whole-rounds", { name, asked: new Set(urls).size, count: trial.urls.length });
  }
  const maxInFlight = countMostInFlight(calls);
  if (maxInFlight < urls.length) throw violation("all-at-once", { maxInFlight, count: urls.length });
}

function countMostInFlight(calls: readonly Call[]): number {
  const flying = ({ startMs, endMs }: Call, ms: number) => startMs <= ms && ms < (endMs ?? Infinity);
  return Math.max(...calls.map(({ startMs }) => calls.filter((call) => flying(call, startMs)).length));
}

/** Refuses clients that run side by side: each would be timed with the other's work. */
function requireNoneAtTheSameTime(perClient: readonly (readonly Round[])[]): void {
  for (const round of perClient.flat()) {
    for (const other of perClient.flat()) {
      if (other === round || other.startMs < round.startMs || other.startMs >= round.endMs) continue;
      throw violation("one-round-at-a-time", { name: round.name, other: other.name });
    }
  }
}

/** How many of a client's rounds warmed it up. */
function requireRounds(own: readonly Round[], rounds: number): number {
  const name = own[0]?.name ?? "";
  const warmUps = own.length - rounds;
  if (warmUps === 0) throw violation("warm-up", { name, seen: own.length, rounds });
  if (warmUps < 0 || warmUps > mostWarmUps) {
    throw violation("number-of-rounds", { name, seen: own.length, rounds });
  }
  return warmUps;
}

/** Refuses rounds that are not in turn: every client once, in any order, before one has its next round. */
function requireInTurn(perClient: readonly (readonly Round[])[]): void {
  const order = perClient.flat().sort((a, b) => a.startMs - b.startMs);
  for (let from = 0; from < order.length; from += perClient.length) {
    const names = order.slice(from, from + perClient.length).map(({ name }) => name);
    if (new Set(names).size === names.length) continue;
    throw violation("in-turn", { got: order.map(({ name }) => name).join(", ") });
  }
}

/** A client that fails fast must not look fast, whenever it fails. */
async function requireFailureComesOut(
  harness: TestHarness,
  answer: Benchmark,
  fromRound: number,
): Promise<void> {
  const course: Course = { urls: 2, rounds: 3, times: { sound: [120, 60, 90], broken: [80, 50, 70] } };
  const { trial, stand, ended } = await runCourse(harness, answer, course, { name: "broken", fromRound });
  if (ended.result.status !== "fulfilled") return;
  const url = trial.pathOf(trial.urls.at(-1) ?? "");
  if (stand.calls.length > 0)
    throw violation("lost-error", { url, got: describeSummaries(ended.result.value) });
}

function describeSummaries(value: unknown): string {
  if (!Array.isArray(value)) return describe(value);
  return showBriefly((value as readonly Summary[]).at(-1));
}
