import type { ErrorFound } from "async-lab/checks";
import type { Grade } from "../grade.js";
import type { Graded } from "./grade-all.js";
import type { StudentResult } from "./student-result.js";
import { exactId, normalizeId } from "./ids.js";
import type { Hide } from "../text.js";

/** Who is to be hidden: by their names, ids and files, behind their label. */
export type Hidden = Pick<StudentResult, "student" | "label" | "submission">;

const isLetter = String.raw`[\p{L}\p{M}\p{N}]`;

/**
 * Takes the names and ids of a class out of what its programs wrote; never to be asked for the grader's own words, which
 * a name could be one of. A single word, such as a first name or `requests`, is taken out of its owner's texts alone: in
 * those of others it would mostly be something else. Another spelling stays: this helps, and guarantees nothing.
 *
 * @returns a function that takes them out of the texts of one student, or of texts that belong to no one
 */
export function hideNames(students: readonly Hidden[]): (own?: Hidden) => Hide {
  const everywhere = students.flatMap((one) => namesOf(one).filter(({ name }) => isTelling(name)));
  return (own) => {
    const owners = own ? namesOf(own).filter(({ name }) => name.length >= (/^\d+$/.test(name) ? 4 : 3)) : [];
    const hidden = [...everywhere, ...owners];
    if (hidden.length === 0) return (text) => text;
    // In any spelling of an id; where several people's are the same then, in theirs.
    const labels = new Map(
      [normalizeId, exactId].flatMap((spelling) =>
        hidden.map(({ name, label }) => [toOneLine(spelling(name)), label] as const),
      ),
    );
    const patterns = Array.from(labels.keys())
      // The longest first: of `Ana García` and `Ana` the whole name is to go.
      .sort((a, b) => b.length - a.length)
      .flatMap((name) => Array.from(new Set([name, name.normalize("NFD")]), toPattern));
    const labelOf = (found: string) =>
      labels.get(toOneLine(exactId(found))) ?? labels.get(toOneLine(normalizeId(found)));
    const all = new RegExp(`(?<!${isLetter})(?:${patterns.join("|")})(?!${isLetter})`, "giu");
    return (text) => text.replace(all, (found) => labelOf(found) ?? own?.label ?? "…");
  };
}

/**
 * How the grading of one submission ended, without names in what its program or the system wrote. What the grader says
 * stays as it is.
 *
 * @param hide takes them out of the texts of the one who handed it in
 * @param hideFromAll takes them out of a text that belongs to no one
 */
export function hideInGraded(graded: Graded, hide: Hide, hideFromAll: Hide): Graded {
  if (graded.kind === "interrupted") return graded;
  if (graded.kind === "not graded") return { ...graded, why: hideFromAll(graded.why) };
  return { ...graded, grade: hideInGrade(graded.grade, hide) };
}

function hideInGrade(grade: Grade, hide: Hide): Grade {
  const { unreadable, problems, thrown, printed } = grade;
  // The compiler's sentences are the course's own, but for what they quote.
  const hideQuoted: Hide = (text) => text.replace(/(["'`])[^]*?\1/g, (quoted) => hide(quoted));
  return {
    ...grade,
    // What the submission says of itself stands between parentheses, and the rest is the grader's own sentence.
    ...(unreadable !== undefined && { unreadable: unreadable.replace(/\(.*\)/s, (found) => hide(found)) }),
    problems: problems.map((problem) => ({
      ...problem,
      ...(problem.error && {
        error: hideInError(problem.error, problem.kind === "type error" ? hideQuoted : hide),
      }),
    })),
    ...(thrown && { thrown: hideInError(thrown, hide) }),
    printed: hide(printed),
  };
}

function hideInError(error: ErrorFound, hide: Hide): ErrorFound {
  const { name, message, causes } = error;
  return { ...error, name: hide(name), message: hide(message), causes: causes.map((cause) => hide(cause)) };
}

function namesOf({
  student,
  label,
  submission,
}: Hidden): { readonly name: string; readonly label: string }[] {
  const names = [
    student.name,
    submission?.metadata.name,
    student.id,
    submission?.path,
    submission?.shownPath,
  ];
  return names.flatMap((name) =>
    name === undefined || name.trim() === "" ? [] : [{ name: name.trim(), label }],
  );
}

/** Whether it is hardly anything else than a name: of several words, or with figures, and not too short. */
function isTelling(name: string): boolean {
  return /^\d+$/.test(name) ? name.length > 4 : name.length > 3 && /[^\p{L}\p{M}]/u.test(name);
}

function toOneLine(name: string): string {
  return name.replace(/\s+/g, " ");
}

function toPattern(name: string): string {
  // An id of digits may be grouped, and begin with zeros.
  if (/^\d+$/.test(name)) {
    const [first = "", ...groups] = name
      .replace(/^0+(?=\d)/, "")
      .replace(/\B(?=(\d{3})+$)/g, " ")
      .split(" ");
    return [`0*${first}`, ...groups].join("[.,'’ ]?");
  }
  return name
    .split(/\s+/)
    .map((word) => RegExp.escape(word))
    .join(String.raw`\s+`);
}
