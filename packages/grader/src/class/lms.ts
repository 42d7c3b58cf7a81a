import type { Language } from "@async-lab/notebook";
import { totalPoints } from "async-lab/checks";
import { cleanLine } from "../text.js";
import { messages } from "../messages/index.js";
import { formatPoints } from "../messages/format.js";
import { writeCsv } from "./csv.js";
import { countCriteria, countPoints, gradeOf, stateOf, type StudentResult } from "./student-result.js";
import { exactId } from "./ids.js";
import type { RosterRow } from "./roster.js";

/** A student of the roster with points; a school's system knows no others. */
interface Mark {
  readonly result: StudentResult;
  readonly listed: RosterRow;
  readonly points: number;
}

// What columns are called in lists that Moodle, Canvas and other systems write, in both languages.
const idNumbers = ["sis user id", "id number", "idnumber", "numero de id", "numero de identificacion"];
const logins = ["sis login id", "login id", "username", "usuario", "nombre de usuario"];
const emails = [
  ...["email address", "email", "e mail", "mail", "correo", "correo electronico", "direccion de correo"],
  ...["direccion de correo electronico", "direccion de email"],
];
const sections = ["section", "seccion", "comision"];

/**
 * The marks as Moodle's gradebook imports them (_Import, CSV file_): a column for each way to identify a student, the points,
 * and a feedback. Moodle takes a row without the one that was chosen for the student before it, so that a column is
 * there only where everybody has it.
 *
 * @see https://docs.moodle.org/en/Grade_import
 */
export function makeMoodleCsv(
  results: readonly StudentResult[],
  roster: readonly RosterRow[],
  language: Language,
): string {
  const marks = listMarks(results, roster);
  const { title, feedback } = messages(language).lms;
  const ways: readonly (readonly [string, (listed: RosterRow) => string])[] = [
    ["ID number", numberOf],
    ["Username", ({ cells }) => pick(cells, logins)],
    ["Email address", ({ cells }) => pick(cells, emails)],
  ];
  const known = ways.filter(([, read]) => marks.every(({ listed }) => read(listed) !== ""));
  return writeCsv(
    [...known.map(([header]) => header), title, feedback],
    marks.map(({ result, listed, points }) => [
      ...known.map(([, read]) => read(listed)),
      points,
      formatFeedback(result),
    ]),
    { mark: false },
  );
}

/**
 * The marks as Canvas' gradebook imports them. `ID` is a number of Canvas' own, which only a list from Canvas has; another
 * number there would be another student.
 *
 * @see https://community.canvaslms.com/t5/Instructor-Guide/How-do-I-import-grades-in-the-Gradebook/ta-p/807
 */
export function makeCanvasCsv(
  results: readonly StudentResult[],
  roster: readonly RosterRow[],
  language: Language,
): string {
  const header = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", messages(language).lms.title];
  const rows = listMarks(results, roster).map(({ listed, points }) => {
    const { enrolled, cells } = listed;
    const isFromCanvas = cells.has("sis user id") || cells.has("sis login id");
    const login = pick(cells, logins) || pick(cells, emails);
    return [
      enrolled.name,
      isFromCanvas ? pick(cells, ["id"]) : "",
      numberOf(listed),
      login,
      pick(cells, sections),
      points,
    ];
  });
  return writeCsv(header, [["    Points Possible", "", "", "", "", totalPoints], ...rows], { mark: false });
}

function listMarks(results: readonly StudentResult[], roster: readonly RosterRow[]): Mark[] {
  const byId = new Map(roster.map((listed) => [exactId(listed.enrolled.id), listed]));
  return results.flatMap((result) => {
    const listed = byId.get(exactId(result.student.id ?? ""));
    const points = countPoints(result);
    return listed === undefined || points === undefined ? [] : [{ result, listed, points }];
  });
}

function pick(cells: RosterRow["cells"], names: readonly string[]): string {
  return names.map((name) => cells.get(name) ?? "").find((cell) => cell !== "") ?? "";
}

/** The school's number: a column that is called so, else the roster's id, unless that is a login or an address. */
function numberOf({ enrolled, cells }: RosterRow): string {
  const isNumber = ![pick(cells, logins), pick(cells, emails)].some(
    (other) => exactId(other) === exactId(enrolled.id),
  );
  return pick(cells, idNumbers) || (isNumber ? enrolled.id : "");
}

/** Each criterion with its points, and what was measured where some are missing, in the learner's language. */
function formatFeedback(result: StudentResult): string {
  const grade = gradeOf(result);
  if (!grade) return result.override?.reasons.join("; ") ?? "";
  const { language, ended } = grade;
  const words = messages(language).page;
  const { override, punctuality } = result;
  const criteria = countCriteria(grade, override).map((counted) => {
    const { judgement, points, overridden } = counted;
    const measured = stateOf(counted) === "met" || overridden ? "" : ` (${judgement.evidence})`;
    const own = words.pointsOf(formatPoints(points, language), String(judgement.of));
    return `${judgement.title}: ${own}${measured}.`;
  });
  const parts = [
    ...(ended === "completed" ? [] : [words.ended[ended]]),
    ...(override
      ? [words.overridden, ...override.reasons.map((reason) => `${words.reason}: ${reason}.`)]
      : []),
    ...(typeof override?.points === "number" ? [] : criteria),
    ...(punctuality?.kind === "late" ? [words.late] : []),
  ];
  return cleanLine(parts.join(" "), 2000);
}
