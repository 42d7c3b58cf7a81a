// @ts-nocheck -- being moved to virtual time
import { isTodo } from "../todo.js";
import type { TestHarness } from "../harness.js";
import type { Exercise } from "../exercise.js";
import { LearnerError, NotAttempted, violation } from "../rule-violation.js";
import type { Answers, Retry } from "./answers.js";
import { rightRetries, wrongRetries } from "./retries.js";
import { tryOut, type TryOut } from "./test-retry-try-out.js";

type TestRetry = Answers["08-test"];

/** A test that hangs on a wrong implementation has found it, too; a runner would end it. */
const mostMsForWrong = 400;

export const testRetry: Exercise<"08-test", TestRetry> = {
  id: "08-test",
  lesson: "08",
  expects: "a function (retry) => Promise<void>, which throws if `retry` is wrong",
  accepts: (answer) => typeof answer === "function",
  async judge(answer, harness) {
    let calls = 0;
    for (const retry of rightRetries) calls += await requirePass(answer, retry, harness);
    await requireAllCaught(answer, harness);
    return { right: rightRetries.length, caught: wrongRetries.length, calls };
  },
};

/** Refuses a test that fails a right implementation, or that cannot tell anything. */
async function requirePass(answer: TestRetry, retry: Retry, harness: TestHarness): Promise<number> {
  const run = await tryOut(answer, retry, harness.remainingMs);
  if (run.slowWaitMs !== undefined) throw violation("real-clock", { ms: run.slowWaitMs });
  if (run.outcome === "hung") {
    const seconds = Math.round(run.ms / 100) / 10;
    throw violation("test-did-not-finish", { seconds, calls: run.calls });
  }
  if (run.outcome === "failed") {
    if (isTodo(run.thrown)) throw new NotAttempted();
    if (!isAssertion(run.thrown)) throw new LearnerError(run.thrown);
    throw violation("fails-the-right-one", { message: onOneLine(run.thrown.message) });
  }
  if (run.calls === 0) throw violation("tests-nothing", { calls: run.calls });
  if (run.pending > 0) throw violation("test-ended-early", { calls: run.calls, pending: run.pending });
  return run.calls;
}

async function requireAllCaught(answer: TestRetry, harness: TestHarness): Promise<void> {
  const survivors: (typeof wrongRetries)[number][] = [];
  for (const wrong of wrongRetries) {
    const limitMs = Math.min(mostMsForWrong, harness.remainingMs);
    if (hasPassed(await tryOut(answer, wrong.retry, limitMs))) survivors.push(wrong);
  }
  const [first] = survivors;
  if (!first) return;
  const count = wrongRetries.length;
  throw violation(first.rule, { caught: count - survivors.length, count });
}

function hasPassed({ outcome, slowWaitMs }: TryOut): boolean {
  return outcome === "passed" && slowWaitMs === undefined;
}

function isAssertion(thrown: unknown): thrown is Error {
  return thrown instanceof Error && "code" in thrown && thrown.code === "ERR_ASSERTION";
}

/** An assertion's message on one line: what was compared stands below its first. */
function onOneLine(message: string): string {
  const line = message.trim().replace(/\s+/g, " ");
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}
