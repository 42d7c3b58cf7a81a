/** Whether a submission got the verdict that it must get. */
import { criterionIds } from "async-lab/checks";
import type { Grade } from "../../packages/grader/src/grade.js";
import { formatProblem } from "../../packages/grader/src/format-grade.js";
import { messages } from "../../packages/grader/src/messages/index.js";
import type { Expected } from "./submission.js";

/** In what a grade differs from the verdict that was expected, in words; empty where it does not. */
export function tellDifferences(grade: Grade, expected: Expected): string[] {
  const { ended = "completed", points } = expected;
  const told: string[] = [];
  if (ended !== "any" && ![ended].flat().includes(grade.ended))
    told.push(`it ${grade.ended}, not ${[ended].flat().join(" or ")}`);
  if (grade.ended === "not run" && !grade.unreadable) told.push("nothing says why it was not run");
  if (points && (grade.points < points[0] || grade.points > points[1])) {
    told.push(`${grade.points} points, not ${points.join(" to ")}`);
  }
  if (expected.language && grade.language !== expected.language) told.push(`told in ${grade.language}`);
  told.push(...formatCriteria(grade, expected), ...tellProblems(grade, expected));
  if (told.length === 0) return [];
  // On CI's machine nobody can look.
  return [...told, ...grade.problems.map((problem) => formatProblem(problem, messages("en").page))];
}

function formatCriteria({ judgements, points }: Grade, { lost = {} }: Expected): string[] {
  const sum = judgements.reduce((all, judgement) => all + judgement.points, 0);
  const told = Math.abs(sum - points) < 0.01 ? [] : [`${points} points in all, but ${sum} when added`];
  if (judgements.map(({ criterion }) => criterion).join() !== criterionIds.join())
    told.push("a criterion is missing");
  for (const { criterion, met, points, of, reason, title, evidence, feedback } of judgements) {
    const name = `${criterion} (${points} of ${of}, ${reason})`;
    const why = lost === "all" ? "any reason" : lost === "any" ? "any" : lost[criterion];
    if (!title || !evidence || !feedback) told.push(`${name} has no words`);
    if (points < 0 || points > of || met !== (points === of) || met !== isGiven(reason)) {
      told.push(`${name} contradicts itself: met is ${met}`);
    }
    if (lost === "all" && points > 0) told.push(`${name} gave points`);
    if (why === undefined && !met) told.push(`${name} was lost`);
    if (why !== undefined && why !== "any" && met) told.push(`${name} was given`);
    if (why !== undefined && !why.startsWith("any") && reason !== why)
      told.push(`${name} was not lost for ${why}`);
  }
  return told;
}

const isGiven = (reason: string) => reason === "met" || reason === "told-elsewhere";

function tellProblems({ problems }: Grade, { problems: expected = [] }: Expected): string[] {
  if (expected === "any") return [];
  const [is, must] = [problems, expected].map((list) =>
    list.map(({ cell, kind }) => `cell ${cell}: ${kind}`).join(", "),
  );
  return is === must ? [] : [`problems: ${is || "none"}, not ${must || "none"}`];
}
