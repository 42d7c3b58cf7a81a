import { totalPoints } from "async-lab/checks";
import { cleanLine } from "../clean-text.js";
import { pageWords, say } from "../words/index.js";
import { formatPoints } from "../words/points.js";
import { writeCsv } from "./csv.js";
import { countCriteria, countPoints, gradeOf, stateOf, type Outcome } from "./outcome.js";
import type { RosterRow } from "./roster.js";
import { exactId } from "./same-id.js";

/** A student of the roster with points; nobody else is known to a school's system, nor has a mark to be imported. */
interface Mark {
  readonly outcome: Outcome;
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
 * The marks as Moodle's gradebook imports them (_Import, CSV file_): a column for each way to tell who it is, the points,
 * and a feedback. Moodle takes a row without the one that was chosen for the student before it, so that a column is
 * there only where everybody has it.
 *
 * @see https://docs.moodle.org/en/Grade_import
 */
export function makeMoodleCsv(outcomes: readonly Outcome[], roster: readonly RosterRow[]): string {
  const marks = listMarks(outcomes, roster);
  const { title, feedback } = say().lms;
  const ways: readonly (readonly [string, (listed: RosterRow) => string])[] = [
    ["ID number", numberOf],
    ["Username", ({ cells }) => pick(cells, logins)],
    ["Email address", ({ cells }) => pick(cells, emails)],
  ];
  const known = ways.filter(([, read]) => marks.every(({ listed }) => read(listed) !== ""));
  return writeCsv(
    [...known.map(([header]) => header), title, feedback],
    marks.map(({ outcome, listed, points }) => [
      ...known.map(([, read]) => read(listed)),
      points,
      tellFeedback(outcome),
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
export function makeCanvasCsv(outcomes: readonly Outcome[], roster: readonly RosterRow[]): string {
  const header = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", say().lms.title];
  const rows = listMarks(outcomes, roster).map(({ listed, points }) => {
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

function listMarks(outcomes: readonly Outcome[], roster: readonly RosterRow[]): Mark[] {
  const byId = new Map(roster.map((listed) => [exactId(listed.enrolled.id), listed]));
  return outcomes.flatMap((outcome) => {
    const listed = byId.get(exactId(outcome.student.id ?? ""));
    const points = countPoints(outcome);
    return listed === undefined || points === undefined ? [] : [{ outcome, listed, points }];
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
function tellFeedback(outcome: Outcome): string {
  const grade = gradeOf(outcome);
  if (!grade) return outcome.override?.reasons.join("; ") ?? "";
  const { language, ended } = grade;
  const words = pageWords(language);
  const { override, punctuality } = outcome;
  const criteria = countCriteria(grade, override).map((counted) => {
    const { judgement, points, overridden } = counted;
    const measured = stateOf(counted) === "met" || overridden ? "" : ` (${judgement.evidence})`;
    const own = words.pointsOf(formatPoints(points, language), String(judgement.of));
    return `${judgement.title}: ${own}${measured}.`;
  });
  const told = [
    ...(ended === "completed" ? [] : [words.ended[ended]]),
    ...(override
      ? [words.overridden, ...override.reasons.map((reason) => `${words.reason}: ${reason}.`)]
      : []),
    ...(typeof override?.points === "number" ? [] : criteria),
    ...(punctuality?.kind === "late" ? [words.late] : []),
  ];
  return cleanLine(told.join(" "), 2000);
}
