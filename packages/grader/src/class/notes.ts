import { cleanLine } from "../clean-text.js";
import { say } from "../words/index.js";
import { sameId } from "./same-id.js";
import type { StudentWork } from "./latest.js";
import type { Enrolled } from "./roster.js";
import { identify, type Student } from "./student.js";

/** Clocks differ a little; more than this is a clock that is wrong, or was set. */
const clocksDifferMs = 10 * 60_000;

/**
 * What the teacher should know of one student's files: all that they say of themselves is the learner's own word.
 *
 * @returns sentences in the teacher's language, without names where the class is anonymous
 */
export function noteOf(
  { counts, superseded }: StudentWork,
  { deadline, anonymous }: { readonly deadline: Date | undefined; readonly anonymous: boolean },
): string[] {
  const words = say().notes;
  const { student, handedIn } = counts;
  const notes: string[] = [];
  if (student.enrolled === false) notes.push(student.id === undefined ? words.noId : words.notEnrolled);
  const names = new Map(
    [counts, ...superseded].flatMap(({ handedIn: { name } }) =>
      name === undefined ? [] : [[sameId(name), name]],
    ),
  );
  if (names.size > 1)
    notes.push(anonymous ? words.severalNames : words.severalNamesTold([...names.values()]));
  else if (
    handedIn.name !== undefined &&
    student.name !== undefined &&
    sameId(handedIn.name) !== sameId(student.name)
  )
    notes.push(anonymous ? words.otherName : words.otherNameTold(cleanLine(handedIn.name, 60)));
  if (handedIn.whole === false) notes.push(words.changed);
  if (handedIn.submittedAt && handedIn.submittedAt.getTime() > Date.now() + clocksDifferMs)
    notes.push(words.future);
  if (deadline && !handedIn.submittedAt) notes.push(words.timeUnknown);
  return notes;
}

/**
 * Of somebody who handed in no notebook: the files with their id that are none.
 *
 * @param alike those whose ids would be the same as theirs in another spelling, they included
 */
export function noteNoNotebook(
  { id, name = "", key }: Student,
  alike: readonly Enrolled[],
  { leftOut, anonymous }: { readonly leftOut: readonly string[]; readonly anonymous: boolean },
): string[] {
  if (id === undefined) return [];
  const among = alike.length > 0 ? alike : [{ id, name }];
  const theirs = leftOut.filter((path) => identify({}, path, among).key === key);
  if (theirs.length === 0) return [];
  const words = say().notes;
  return [anonymous ? words.noNotebook : words.noNotebookTold(theirs.map((path) => cleanLine(path, 60)))];
}
