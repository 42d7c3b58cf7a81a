import { describeThrown } from "@async-lab/notebook";
import {
  defineExercise,
  isOwnMistake,
  isTodo,
  LearnerError,
  NotAttempted,
  showBriefly,
} from "async-lab/exercise";
import { messages, violation } from "./messages.js";
import { rightRetries, wrongRetries, type Retry, type WrongRetry } from "./retries.js";
import { tryOut, type TryOut } from "./try-out.js";

declare module "async-lab/answers" {
  interface Answers {
    /** A test: throws if the `retry` that it is given is wrong. */
    "08-test": (
      retry: (
        task: () => Promise<string>,
        attempts: number,
        wait: (ms: number) => Promise<void>,
      ) => Promise<string>,
    ) => Promise<void>;
  }
}

/** What a test may spend in timers of its own, in ms: enough to let something else run first. */
const maxOwnMs = 100;

/**
 * Three right implementations must pass, twelve wrong ones fail, each twice and in two orders.
 *
 * Refused: the first wrong one that passes; a test that takes virtual time; a verdict that depends on earlier runs.
 */
export default defineExercise("08-test", {
  place: 1,
  messages,
  expects: ({ expects }) => expects.aTest("(retry) => Promise<void>"),
  async judge(answer, { time }) {
    let runs = 0;
    const run: Run = (retry, options) => {
      runs += 1;
      return tryOut(answer, retry, time, options);
    };
    await requireAllPass(run, () => runs);
    await requireAllCaught(run, () => runs);
    return { right: rightRetries.length, caught: wrongRetries.length };
  },
});

/** Runs the learner's test against one implementation. */
type Run = (retry: Retry, options?: { readonly isLate: boolean }) => Promise<TryOut>;

async function requireAllPass(run: Run, countRuns: () => number): Promise<void> {
  for (const retry of rightRetries) {
    try {
      await requirePass(run, retry);
    } catch (error) {
      const [first] = rightRetries;
      // It has passed before: then it is not this one that makes the difference.
      const isSame = !first || retry === first || hasPassed(await run(first));
      throw isSame ? error : violation("other-verdict", { runs: countRuns() });
    }
  }
}

/** Refuses a test that fails a right implementation, or that cannot tell anything. */
async function requirePass(run: Run, retry: Retry): Promise<void> {
  const { outcome, thrown, isOfRetry, calls, slowWait, ms } = await run(retry);
  if (isTodo(thrown)) throw new NotAttempted();
  if (slowWait) throw violation("real-clock", { asked: slowWait.askedMs, ms: slowWait.tookMs });
  if (outcome === "hung") throw violation("test-did-not-finish", { calls });
  if (outcome === "failed") {
    if (isOfRetry || isOwnMistake(thrown)) throw new LearnerError(thrown);
    throw violation("fails-the-right-one", { message: tellThrown(thrown) });
  }
  if (ms > maxOwnMs) throw violation("real-clock", { asked: 0, ms });
  if (calls === 0) throw violation("tests-nothing", { calls });
  const late = await run(retry, { isLate: true });
  if (late.outcome === "passed" && late.pending > 0) {
    throw violation("test-ended-early", { calls, pending: late.pending });
  }
}

/**
 * Refuses a test that lets a wrong implementation pass, and one that finds the wrong ones by something else than what
 * they do: each is run twice, in another order, with right ones in between.
 */
async function requireAllCaught(run: Run, countRuns: () => number): Promise<void> {
  const survivors = new Set<WrongRetry>();
  let isAsserting = false;
  for (const [index, wrong] of [...wrongRetries, ...wrongRetries.toReversed()].entries()) {
    const { outcome, isOfRetry, slowWait } = await run(wrong.retry);
    if (hasPassed({ outcome, slowWait })) survivors.add(wrong);
    if (outcome === "failed" && !isOfRetry) isAsserting = true;
    const right = rightRetries[index % 4];
    if (right && !hasPassed(await run(right))) throw violation("other-verdict", { runs: countRuns() });
  }
  const [count, caught] = [wrongRetries.length, wrongRetries.length - survivors.size];
  const first = wrongRetries.find((wrong) => survivors.has(wrong));
  if (!first) return;
  if (!isAsserting) throw violation("never-fails", { caught, count });
  throw violation(first.rule, { caught, count });
}

/** A test that hangs on a wrong implementation has found it, too; a runner would end it. */
function hasPassed({ outcome, slowWait }: Pick<TryOut, "outcome" | "slowWait">): boolean {
  return outcome === "passed" && slowWait === undefined;
}

/** An assertion's message on one line: what was compared stands below its first. */
function tellThrown(thrown: unknown): string {
  const { isError, message: said } = describeThrown(thrown);
  const message = isError ? said : showBriefly(thrown);
  const line = message.trim().replace(/\s+/g, " ");
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}
