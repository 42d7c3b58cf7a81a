import type { Language } from "@async-lab/notebook";
import { criterionIds, totalPoints } from "async-lab/checks";
import { cleanLine } from "../text.js";
import { writeCsv } from "./csv.js";
import { countCriteria, countPoints, gradeOf, type StudentResult } from "./student-result.js";
import { formatNotes } from "./notes.js";

/**
 * The class as a table for a spreadsheet or another program; its column names are the same in every language.
 *
 * @param options.anonymous with codes, without names, ids or file names
 */
export function makeGradesCsv(
  results: readonly StudentResult[],
  { anonymous, language }: { readonly anonymous: boolean; readonly language: Language },
): string {
  const who = anonymous ? ["code"] : ["id", "name"];
  const header = [
    ...who,
    ...["points", "of", ...criterionIds, "status", "late", "submitted_at", "override", "page"],
    ...(anonymous ? [] : ["file"]),
    "notes",
  ];
  const rows = results.map((result) => {
    const { student, label, submission, punctuality, override, page } = result;
    const grade = gradeOf(result);
    const names = anonymous ? [label] : [student.id ?? "", student.name ?? ""];
    const criteria = grade
      ? countCriteria(grade, override).map(({ points }) => points)
      : criterionIds.map((id) => (typeof override?.points === "object" ? (override.points[id] ?? "") : ""));
    return [
      ...names,
      ...[countPoints(result) ?? "", totalPoints, ...criteria, statusOf(result)],
      punctuality?.kind === "on time"
        ? "no"
        : punctuality?.kind === "late"
          ? "yes"
          : (punctuality?.kind ?? ""),
      submission?.metadata.submittedAt?.toISOString() ?? "",
      override?.reasons.join("; ") ?? "",
      grade ? `pages/${page}.html` : "",
      ...(anonymous ? [] : [submission?.shownPath ?? ""]),
      formatNotes(result, language).join("; "),
    ].map((cell) => (typeof cell === "string" ? cleanLine(cell, 1000) : cell));
  });
  return writeCsv(header, rows);
}

function statusOf({ submission, graded }: StudentResult): string {
  if (!submission) return "missing";
  if (graded?.kind === "interrupted") return "not yet graded";
  return graded?.kind === "graded" ? "graded" : "not graded";
}
