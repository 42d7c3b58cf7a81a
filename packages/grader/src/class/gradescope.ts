import type { Grade } from "../grade.js";
import { cleanText } from "../text.js";
import { formatProblem, formatThrown } from "../format-grade.js";
import { messages } from "../messages/index.js";
import { countCriteria, countPoints, stateOf, type StudentResult } from "./student-result.js";

/**
 * Writes a grade as Gradescope's `results.json`: `score` goes before the sum of the tests there, so an override holds, and
 * all text is plain, so that nothing of it is read as markup.
 *
 * @see https://gradescope-autograders.readthedocs.io/en/latest/specs/#output-format
 */
export function toGradescope(result: StudentResult, grade: Grade) {
  const { override, punctuality } = result;
  const words = messages(grade.language).page;
  const lines: string[] = [];
  if (grade.ended !== "completed") lines.push(`${words.didNotFinish} ${words.ended[grade.ended]}`);
  if (grade.unreadable !== undefined) lines.push(grade.unreadable);
  if (punctuality?.kind === "late") lines.push(`${words.late} ${words.lateBy(words.span(punctuality.byMs))}`);
  if (override)
    lines.push(words.overridden, ...override.reasons.map((reason) => `${words.reason}: ${reason}`));
  if (grade.thrown) lines.push(formatThrown(grade.thrown, words), ...grade.thrown.causes);
  for (const problem of grade.problems.slice(0, 20)) lines.push(formatProblem(problem, words));
  return {
    score: countPoints(result) ?? 0,
    output: cleanText(lines.join("\n")),
    output_format: "text",
    visibility: "visible",
    stdout_visibility: "hidden",
    tests: countCriteria(grade, override).map((counted, index) => {
      const { judgement, points, overridden } = counted;
      const { criterion, title, of, evidence, feedback, reason, seen } = judgement;
      return {
        score: points,
        max_score: of,
        status: stateOf(counted) === "met" ? "passed" : "failed",
        name: title,
        name_format: "text",
        number: String(index + 1),
        output: cleanText(
          // What the teacher decided has another ground than this; it is marked as such.
          (overridden || typeof override?.points === "number"
            ? [words.measuredBefore, evidence]
            : [evidence, feedback]
          )
            .filter(Boolean)
            .join("\n"),
        ),
        output_format: "text",
        visibility: "visible",
        extra_data: { criterion, reason, seen, overridden },
      };
    }),
    extra_data: {
      ended: grade.ended,
      late: punctuality?.kind ?? null,
      submitted_at: result.submission?.metadata.submittedAt?.toISOString() ?? null,
      most_in_flight: grade.maxInFlight,
      scrape_ms: grade.scrapeMs ?? null,
      sequential_ms: grade.sequentialMs ?? null,
    },
  };
}
