import {
  type Answers,
  countMaxInFlight,
  defineExercise,
  describe,
  type Ended,
  LearnerError,
  NotAttempted,
  requireUnchanged,
  RuleViolation,
  showBriefly,
  type TestHarness,
  type Trial,
} from "async-lab/exercise";
import { type Broken, type Round, type RoundTimes, FakeClients } from "./fake-clients.js";
import { requireFigures, requireSummaries, type Summary } from "./figures.js";
import { messages, violation } from "./messages.js";

declare module "async-lab/answers" {
  interface Answers {
    /** Times each client's rounds, in turn and after a warm-up, in ms. */
    "05-benchmark": (
      clients: Record<string, (url: string) => Promise<unknown>>,
      urls: string[],
      rounds: number,
    ) => Promise<{ name: string; median: number; min: number; max: number }[]>;
  }
}

type Benchmark = Answers["05-benchmark"];

/** More rounds than asked for warm up; this many do no harm. */
const maxWarmUps = 2;

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

/**
 * Fake clients with another time for each round and page.
 *
 * Refused: figures that are not those of the measured rounds; what each slip would give is told by its name.
 */
export default defineExercise("05-benchmark", {
  place: 1,
  messages,
  expects: ({ expects }) =>
    expects.aFunction(
      "(clients, urls: string[], rounds: number) => " +
        "Promise<{ name: string; median: number; min: number; max: number }[]>",
    ),
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
});

async function judgeCourse(harness: TestHarness, answer: Benchmark, course: Course): Promise<void> {
  const { rounds } = course;
  const { fakes, trial, ended } = await runCourse(harness, answer, course);
  const value = valueOf(ended, fakes);
  requireCallsDone(fakes, ended, value);
  const perClient = fakes.rounds();
  for (const round of perClient.flat()) requireWhole(round, trial);
  requireNoneAtTheSameTime(perClient);
  const warmUps = perClient.map((own) => requireRounds(own, rounds));
  requireInTurn(perClient.map((own, index) => own.slice(warmUps[index])));
  requireUnchanged(trial);
  requireFigures(requireSummaries(value, Object.keys(fakes.clients)), perClient, rounds);
}

/** The pages are asked for by the clients, so that a function without requests may have called them all the same. */
async function runCourse(harness: TestHarness, answer: Benchmark, course: Course, broken?: Broken) {
  const trial = harness.trial(Array.from({ length: course.urls }, () => ({ delay: 0 })));
  const fakes = new FakeClients(trial, course.times, broken);
  const ended = await trial.end((urls) => fakes.watch(answer(fakes.clients, urls, course.rounds)));
  return { fakes, trial, ended };
}

function valueOf({ result }: Ended, { calls }: FakeClients): unknown {
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

function requireCallsDone({ calls, overAtReturn }: FakeClients, { ms }: Ended, value: unknown): void {
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
  const maxInFlight = countMaxInFlight(calls);
  if (maxInFlight < urls.length) throw violation("all-at-once", { maxInFlight, count: urls.length });
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
  if (warmUps < 0 || warmUps > maxWarmUps) {
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
  const { trial, fakes, ended } = await runCourse(harness, answer, course, { name: "broken", fromRound });
  if (ended.result.status !== "fulfilled") return;
  const url = trial.pathOf(trial.urls.at(-1) ?? "");
  if (fakes.calls.length > 0)
    throw violation("lost-error", { url, got: describeSummaries(ended.result.value) });
}

function describeSummaries(value: unknown): string {
  if (!Array.isArray(value)) return describe(value);
  return showBriefly((value as readonly Summary[]).at(-1));
}
