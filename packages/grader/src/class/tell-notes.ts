import { language } from "@async-lab/notebook";
import { tellUnreadable } from "../tell-problem.js";
import { pageWords, say } from "../words/index.js";
import type { Outcome } from "./outcome.js";

/**
 * All that is to be said of one student, in the teacher's language.
 *
 * @param hide takes out names where the class is anonymous
 */
export function tellNotes(
  { graded, punctuality, override, superseded, notes }: Outcome,
  hide: (text: string) => string,
): string[] {
  const words = say().summary;
  const told: string[] = [];
  if (graded?.kind === "interrupted") told.push(words.notYet);
  if (graded?.kind === "not graded") told.push(words.notGradedOne);
  if (graded?.kind === "graded" && graded.grade.ended !== "completed") {
    const { ended, unreadable = "" } = graded.grade;
    told.push(
      `${pageWords(language()).ended[ended]} ${tellUnreadable(unreadable, hide)}`.trim().replace(/\.$/, ""),
    );
  }
  if (punctuality?.kind === "late") told.push(words.lateBy(pageWords(language()).span(punctuality.byMs)));
  if (override) told.push(words.overrideTold(override.reasons.join("; ")));
  if (superseded.length > 0) told.push(words.supersededCount(superseded.length));
  return [...told, ...notes];
}
