import type { Language } from "@async-lab/notebook";
import { cleanLine } from "../text.js";
import { messages } from "../messages/index.js";
import { normalizeId } from "./ids.js";
import type { StudentWork } from "./latest.js";
import type { Enrolled } from "./roster.js";
import { identify, type Student } from "./student.js";
import type { StudentResult } from "./student-result.js";

/** Clocks differ a little; more than this is a clock that is wrong, or was set. */
const clocksDifferMs = 10 * 60_000;

/** In which language a note is, and whether it may have names. */
interface NoteOptions {
  readonly anonymous: boolean;
  readonly language: Language;
}

/**
 * What the teacher should know of one student's files: all that they say of themselves is the learner's own word.
 *
 * @returns sentences in the teacher's language, without names where the class is anonymous
 */
export function noteOf(
  { counts, superseded }: StudentWork,
  { deadline, anonymous, language }: NoteOptions & { readonly deadline: Date | undefined },
): string[] {
  const words = messages(language).notes;
  const { student, metadata } = counts;
  const notes: string[] = [];
  if (student.enrolled === false) notes.push(student.id === undefined ? words.noId : words.notEnrolled);
  const names = new Map(
    [counts, ...superseded].flatMap(({ metadata: { name } }) =>
      name === undefined ? [] : [[normalizeId(name), name]],
    ),
  );
  if (names.size > 1)
    notes.push(anonymous ? words.severalNames : words.severalNamesTold([...names.values()]));
  else if (
    metadata.name !== undefined &&
    student.name !== undefined &&
    normalizeId(metadata.name) !== normalizeId(student.name)
  )
    notes.push(anonymous ? words.otherName : words.otherNameTold(cleanLine(metadata.name, 60)));
  if (metadata.whole === false) notes.push(words.changed);
  if (metadata.submittedAt && metadata.submittedAt.getTime() > Date.now() + clocksDifferMs)
    notes.push(words.future);
  if (deadline && !metadata.submittedAt) notes.push(words.timeUnknown);
  return notes;
}

/**
 * For a student who handed in no notebook: the files with their id that are not notebooks.
 *
 * @param alike those whose ids would be the same as theirs in another spelling, they included
 */
export function noteNoNotebook(
  { id, name = "", key }: Student,
  alike: readonly Enrolled[],
  { leftOut, anonymous, language }: NoteOptions & { readonly leftOut: readonly string[] },
): string[] {
  if (id === undefined) return [];
  const among = alike.length > 0 ? alike : [{ id, name }];
  const theirs = leftOut.filter((path) => identify({}, path, among).key === key);
  if (theirs.length === 0) return [];
  const words = messages(language).notes;
  return [anonymous ? words.noNotebook : words.noNotebookTold(theirs.map((path) => cleanLine(path, 60)))];
}

/** All that is to be said of one student, in the teacher's language. */
export function formatNotes(
  { graded, punctuality, override, superseded, notes }: StudentResult,
  language: Language,
): string[] {
  const words = messages(language).summary;
  const lines: string[] = [];
  if (graded?.kind === "interrupted") lines.push(words.notYet);
  if (graded?.kind === "not graded") lines.push(words.notGradedOne);
  if (graded?.kind === "graded" && graded.grade.ended !== "completed") {
    const { ended, unreadable = "" } = graded.grade;
    lines.push(`${messages(language).page.ended[ended]} ${unreadable}`.trim().replace(/\.$/, ""));
  }
  if (punctuality?.kind === "late") lines.push(words.lateBy(messages(language).page.span(punctuality.byMs)));
  if (override) lines.push(words.overrideTold(override.reasons.join("; ")));
  if (superseded.length > 0) lines.push(words.supersededCount(superseded.length));
  return [...lines, ...notes];
}
