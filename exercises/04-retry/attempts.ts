/** How often a page was asked for, and what came out of the call. */
import { isDeepStrictEqual } from "node:util";
import { isError, isInstance, read } from "@async-lab/notebook";
import { isOwnMistake, LearnerError, RuleViolation, showBriefly } from "async-lab/exercise";
import { violation } from "./messages.js";
import { seenIn, type Failure, nameError, type Visit } from "./visit.js";

/** How many attempts there may be. */
const most = 5;

/** Failures that are worth another attempt; `"reset"` is no answer at all. */
const passing: readonly Failure[] = [429, 500, 502, 503, 504, "reset"];

/** How many attempts a page with these answers should get. */
function countDue(answers: readonly Failure[]): number {
  const end = answers.findIndex((each) => !passing.includes(each));
  return Math.min(most, end < 0 ? answers.length + 1 : end + 1);
}

/** The answer that a call ends with: a failure, or undefined where it is the page. */
export function lastAnswer({ answers }: Pick<Visit, "answers">): Failure | undefined {
  return answers[countDue(answers) - 1];
}

/**
 * Refuses too few attempts or too many, a failure passed off as a page, and another page than the server sent.
 *
 * @throws {LearnerError} with a slip in the learner's own code
 */
export function requireAttempts(visit: Visit): void {
  const { path, answers, attempts, result } = visit;
  if ("error" in result && (isInstance(result.error, RuleViolation) || isSlip(visit))) {
    visit.show();
    throw isInstance(result.error, RuleViolation) ? result.error : new LearnerError(result.error);
  }
  const due = countDue(answers);
  const place = { fromMs: attempts[Math.min(due, attempts.length - 1)]?.startMs ?? 0 };
  const figures = { path, attempts: attempts.length, most };
  if (attempts.length < due) refuseEarlyEnd(visit);
  if (attempts.length > due) {
    const last = answers[due - 1];
    if (last === undefined) throw seenIn(visit, violation("asked-after-success", figures, place));
    if (passing.includes(last)) throw seenIn(visit, violation("sixth-attempt", figures, place));
    throw seenIn(
      visit,
      violation("retried-in-vain", { path, attempts: attempts.length, status: last }, place),
    );
  }
  const failure = lastAnswer(visit);
  if (failure !== undefined) {
    if ("value" in result) refuseLostFailure(visit, failure);
    return;
  }
  const page = { id: path.replace("/planned/", ""), attempt: due };
  if ("value" in result && isDeepStrictEqual(result.value, page)) return;
  const got = "value" in result ? showBriefly(result.value) : nameError(result.error);
  throw seenIn(visit, violation("not-the-page", { path, expected: JSON.stringify(page), got }));
}

/** Refuses to be left with an error, or with nothing, where a later attempt might have been answered. */
function refuseEarlyEnd(visit: Visit): never {
  const { path, attempts, answers, result, ms } = visit;
  const last = answers[attempts.length - 1] ?? 200;
  if ("value" in result) refuseLostFailure(visit, last);
  const isUncaught = attempts.length === 1 && isAnswer(result.error, last);
  const figures = {
    path,
    attempts: attempts.length,
    most,
    last,
    error: nameError(result.error),
    isUncaught,
  };
  throw seenIn(visit, violation("gave-up-early", figures, { fromMs: ms }));
}

function refuseLostFailure(visit: Visit, failure: Failure): never {
  const { path, attempts, result } = visit;
  const got = "value" in result ? showBriefly(result.value) : "";
  const isRead = attempts.length === 1 && "value" in result && result.value !== undefined;
  if (isRead && failure !== "reset")
    throw seenIn(visit, violation("status-not-looked-at", { path, status: failure, got }));
  throw seenIn(visit, violation("lost-error", { url: path, got }));
}

/** Without an answer there is no `response`: who reads its status all the same is better told of the page. */
function isSlip({ result, answers }: Visit): boolean {
  return "error" in result && isOwnMistake(result.error) && !answers.includes("reset");
}

/** Whether an error is a client's own about an answer with this status. */
function isAnswer(error: unknown, status: Failure): boolean {
  if (!isError(error)) return false;
  const response = read(error, "response");
  return read(response, "statusCode") === status || read(response, "status") === status;
}
