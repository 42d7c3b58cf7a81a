// @ts-nocheck -- being moved to virtual time
import type { TestHarness } from "../harness.js";
import { describe } from "../describe.js";
import type { Exercise } from "../exercise.js";
import { judgeTwiceIf, type MaybeBusy } from "../judge-twice.js";
import { showBriefly } from "../learner-error.js";
import { LearnerError, violation } from "../rule-violation.js";
import { refuseLostError, requireUnchanged } from "../rules.js";
import type { Returned, Trial } from "../trial.js";
import type { Answers, Summary } from "./answers.js";
import { requireFigures, requireSummaries } from "./benchmark-figures.js";
import { Stand, type Call, type Round } from "./benchmark-stand.js";

type Benchmark = Answers["05-benchmark"];

/** More rounds than asked for warm up; this many do no harm. */
const mostWarmUps = 2;
/**
 * A machine that is busy elsewhere when a round has ended stops the learner's clock later than the check's own. The
 * unsteady clients take this long.
 */
const maybeOff: MaybeBusy = { rules: ["median", "range", "warm-up-counted"], leastMs: 1500 };

export const benchmark: Exercise<"05-benchmark", Benchmark> = {
  id: "05-benchmark",
  lesson: "05",
  expects:
    "a function (clients, urls: string[], rounds: number) => " +
    "Promise<{ name: string; median: number; min: number; max: number }[]>",
  accepts: (answer) => typeof answer === "function",
  async judge(answer, harness) {
    const rounds = 5;
    await judgeCourse(harness, answer, { urls: 3, rounds: 3, secondsByClient: quickClients });
    await requireFailureComesOut(harness, answer);
    // Last, since a second try may take all the time there is.
    const course = { urls: 2, rounds, secondsByClient: unsteadyClients };
    await judgeTwiceIf(maybeOff, harness, () => judgeFigures(harness, answer, course));
    return { clients: Object.keys(unsteadyClients).length, rounds };
  },
};

/** Names that the lesson does not use, and another number of them in each call. */
const quickClients = { north: [0.02], east: [0.02], south: [0.02] };

/**
 * Seconds of each round; the first warms up.
 *
 * Median, mean, the round in the middle, and the middle of the times sorted as text are far apart.
 */
const unsteadyClients = {
  left: [0.3, 0.04, 0.02, 0.17, 0.15, 0.06],
  right: [0.32, 0.15, 0.06, 0.02, 0.17, 0.04],
};

interface Course {
  readonly urls: number;
  readonly rounds: number;
  readonly secondsByClient: Readonly<Record<string, readonly number[]>>;
}

interface Ran {
  readonly summaries: readonly Summary[];
  readonly perClient: readonly (readonly Round[])[];
}

async function judgeFigures(harness: TestHarness, answer: Benchmark, course: Course): Promise<void> {
  const { summaries, perClient } = await judgeCourse(harness, answer, course);
  requireFigures(summaries, perClient, course.rounds);
}

async function judgeCourse(harness: TestHarness, answer: Benchmark, course: Course): Promise<Ran> {
  const { rounds } = course;
  const trial = await harness.trial(Array.from({ length: course.urls }, () => ({ delay: 0 })));
  const stand = new Stand(trial, course.secondsByClient);
  const returned = await trial.call((urls) => stand.watch(answer(stand.clients, urls, rounds)));
  requireCallsDone(stand, returned);
  const perClient = stand.rounds();
  for (const round of perClient.flat()) requireWhole(round, trial);
  requireNoneAtTheSameTime(perClient);
  const warmUps = perClient.map((own) => requireRounds(own, rounds));
  requireInTurn(perClient.map((own, index) => own.slice(warmUps[index])));
  requireUnchanged(trial);
  return { summaries: requireSummaries(returned.value, Object.keys(stand.clients)), perClient };
}

function requireCallsDone({ calls, overAtReturn }: Stand, { ms, value }: Returned): void {
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

/** A client that fails fast must not look fast. */
async function requireFailureComesOut(harness: TestHarness, answer: Benchmark): Promise<void> {
  const trial = await harness.trial([{ delay: 0 }, "unreachable"]);
  const stand = new Stand(trial, { sound: [0.01], broken: [0.01] }, "broken");
  try {
    const { value } = await trial.call((urls) => answer(stand.clients, urls, 1));
    refuseLostError(trial, describeSummaries(value));
  } catch (error) {
    if (!(error instanceof LearnerError)) throw error;
  }
}

function describeSummaries(value: unknown): string {
  if (!Array.isArray(value)) return describe(value);
  return showBriefly((value as readonly Summary[]).at(-1));
}
