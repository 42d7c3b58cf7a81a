import type { HomeworkPart } from "../../practice-api/index.js";
import type { Judgement } from "./judgement.js";
import { homeworkLimits } from "./limits.js";

/** Slower than this many times what is allowed, it is not the machine's fault. */
const mostTimesTooSlow = 3;

/**
 * The runs that are worth another try: a machine that was busy elsewhere for a moment can make a right answer too slow,
 * or its waits look as if they did not grow. The better of the tries counts.
 *
 * @example
 * for (const part of worthAnotherTry(judgeHomework(evidence))) await callAgain(part);
 */
export function worthAnotherTry(judgements: readonly Judgement[]): HomeworkPart[] {
  const parts: HomeworkPart[] = [];
  for (const { reason, seen } of judgements) {
    const [ms, limitMs] = [Number(seen["ms"]), Number(seen["limitMs"])];
    if (reason === "too-slow" && ms <= mostTimesTooSlow * limitMs) parts.push("pages");
    const waited = Number(seen["firstMs"]) >= homeworkLimits.leastFirstGapMs;
    if (reason === "waits-do-not-grow" || (reason === "no-wait" && waited)) parts.push("failures");
  }
  return parts;
}

/** All points together. */
export function sumPoints(judgements: readonly Judgement[]): number {
  return judgements.reduce((sum, { points }) => sum + points, 0);
}
