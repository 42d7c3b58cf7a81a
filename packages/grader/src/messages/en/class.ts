import type { CriterionId } from "async-lab/checks";
import { formatMoment } from "../format.js";

const locale = "en-GB";

const count = (number: number, one: string, more = `${one}s`) => `${number} ${number === 1 ? one : more}`;

/** What `npm run grade` and the page of the class say in English. */
export const classMessages = {
  commandLine: {
    unknown: (option: string) => `Unknown option ${option}. \`--help\` lists the options.`,
    needsValue: (option: string) => `Option ${option} needs a value. \`--help\` lists the options.`,
    takesNoValue: (option: string) => `Option ${option} takes no value. \`--help\` lists the options.`,
    badNumber: (option: string, value: string, min: number, max: number) =>
      `\`${option}\` is a number from ${min} to ${max}, not \`${value}\`.`,
  },
  grade: {
    help: `Grades handed-in homework by what the server saw, and writes pages, a table and a summary.

  npm run grade -- FILE.ipynb… | FOLDER… [options]

  --out DIR         where the results go (default: grades)
  --from DIR        the folder of an earlier run: its grades and your decisions in it, shown anew in --out
  --jobs N          how many at the same time (default: by this machine's cores, at most 8)
  --timeout S       seconds that one submission may take (default: 180)
  --seed N          which pages fail, and how (default: drawn once for each DIR)
  --roster FILE     a CSV with the name and id of each student
  --deadline TIME   later ones are graded and marked late: 2026-12-01T23:59, or with a zone, …T23:59-03:00
  --anonymous       a code for each student instead of names and ids
  --same-user       run submissions as your own user, where another one cannot read this folder
  --help            this text

Of a folder it takes every notebook below. Run again, it grades only what changed. Ctrl-C keeps what is done.
Your own decisions go into DIR/overrides.csv; docs/grading.md says how, and what every file is.

Exit code: 0 all graded, 1 some could not be graded or written, 2 used wrongly, 130 stopped by Ctrl-C.`,
    noFiles: "grade: which notebooks? Name files or folders; `--help` shows how.",
    badDeadline: (text: string) =>
      `\`--deadline\` is a time such as 2026-12-01T23:59-03:00, not \`${text}\`.`,
    noFolder: (path: string, code: string) =>
      `${path} cannot be made (${code}): choose another folder with \`--out\`.`,
    nothingKept: (path: string) =>
      `There are no grades in ${path}: \`--from\` is the folder that an earlier run wrote to.`,
    timeLeft: (duration: string) => `about ${duration} left`,
    points: (points: string, of: string, kept: boolean) =>
      `${points} of ${of}${kept ? ", kept from an earlier run" : ""}`,
    notGradedShort: "not graded",
    notGraded: (labels: readonly string[], all: number, why: string) =>
      `Not graded: ${labels.join(", ")}${all > labels.length ? ` and ${all - labels.length} more` : ""}: ${why}`,
    leftOut: (names: readonly string[], all: number) =>
      `Left out, since only notebooks are graded, and links are not followed: ${names.length === 0 ? count(all, "file") : names.join(", ")}${names.length > 0 && all > names.length ? ` and ${all - names.length} more` : ""}.`,
    alike: (ids: readonly string[], all: number) =>
      `Kept apart, since the roster has them all: ${ids.length === 0 ? count(all, "group") + " of ids" : ids.join(", ")}${ids.length > 0 && all > ids.length ? ` and ${all - ids.length} more` : ""}. They differ in zeros or spaces alone, and a file counts for the one whose id it has exactly.`,
    done: (done: number, total: number, kept: number) =>
      `Graded ${done} of ${count(total, "submission")}${kept > 0 ? `, ${kept} of them kept from an earlier run` : ""}.`,
    facts: (facts: Readonly<Record<"late" | "missing" | "superseded" | "overridden" | "unknown", number>>) =>
      [
        facts.late > 0 ? `${facts.late} late` : "",
        facts.missing > 0 ? `${facts.missing} missing` : "",
        facts.superseded > 0 ? count(facts.superseded, "earlier file") + " by the same students" : "",
        facts.overridden > 0 ? `${facts.overridden} changed by you` : "",
        facts.unknown > 0 ? `${facts.unknown} not on the roster` : "",
      ]
        .filter(Boolean)
        .join(", "),
    where: (summary: string, csv: string) => `The class:  ${summary}\nThe table:  ${csv}`,
    toImport: (paths: readonly string[]) => `To import:  ${paths.join(", ")}`,
    aside: (path: string) =>
      `The table that was there had been changed, or was not of this command: it is ${path} now.`,
    stopped: (left: number) =>
      `Stopped: ${count(left, "submission")} left. Run the same command again to go on; what is graded is kept.`,
  },
  files: {
    notThere: (path: string) => `${path} is not there: check the path.`,
    noNotebooks: (path: string) => `There is no .ipynb in ${path}.`,
    notNotebook: (path: string) => `${path} is no notebook: name .ipynb files, or folders with some.`,
    tooLarge: (megabytes: number, max: number) =>
      `the file has ${megabytes} MB, and more than ${max} are not read`,
    unreadable: (code: string) => `the file cannot be read (${code})`,
    closed: (code: string) => `the folder cannot be read (${code}), and what is in it is not graded`,
  },
  roster: {
    unreadable: (path: string, code: string) => `The roster ${path} cannot be read (${code}).`,
    empty: (path: string) => `The roster ${path} is empty: it needs a header with \`id\` and \`name\`.`,
    noColumn: (path: string, column: "id" | "name", header: string) =>
      `The roster ${path} has no column \`${column}\` in its header (${header}).`,
    noId: (path: string, line: number) => `${path}, line ${line}: no id.`,
    misquoted: (path: string, line: number) => `${path}, line ${line}: a quote in it is not closed.`,
    twice: (path: string, line: number, id: string, before: number) =>
      `${path}, line ${line}: the id ${id} stands in line ${before} already.`,
  },
  overrides: {
    noColumn: (path: string, column: string, header: string) =>
      `${path} has no column \`${column}\` in its header (${header}): it needs id,criterion,points,reason.`,
    mistake: (path: string, line: number, what: string) => `${path}, line ${line}: ${what}`,
    unknownId: (id: string) => `nobody in this class has the id \`${id}\`.`,
    unknownCriterion: (criterion: string, all: string) =>
      `\`${criterion}\` is no criterion; they are ${all}, or empty for the whole homework.`,
    badPoints: (points: string, max: number) => `points are a number from 0 to ${max}, not \`${points}\`.`,
    noReason: "an override needs a reason: the learner reads it.",
    misquoted: "a quote in it is not closed.",
    surplus: "it has more cells than the header: put a reason with commas in it between quotes.",
    twice: (id: string) =>
      `\`${id}\` has an override for this already; the whole homework and single criteria exclude each other.`,
  },
  codes: {
    unreadable: (path: string, code: string) => `The file of codes ${path} cannot be read (${code}).`,
    damaged: (path: string) =>
      `${path} is not the file of codes as it was written: restore it, or delete it for new codes.`,
  },
  lms: { title: "Homework", feedback: "Homework (feedback)" },
  notes: {
    notEnrolled: "not on the roster",
    alikeId: "another id on the roster differs from this one in zeros or spaces alone",
    noId: "no id inside, and none of the roster's in the file's name",
    severalNames: "files with this id carry several names",
    severalNamesTold: (names: readonly string[]) =>
      `files with this id carry several names: ${names.join(", ")}`,
    otherName: "the name inside is not the roster's",
    otherNameTold: (name: string) => `the name inside is ${name}`,
    changed: "changed after `npm run submit` wrote it",
    future: "handed in, by its own clock, in the future",
    noNotebook: "handed in something that is no notebook",
    noNotebookTold: (files: readonly string[]) =>
      `handed in something that is no notebook: ${files.join(", ")}`,
    timeUnknown: "nothing inside says when it was handed in",
  },
  summary: {
    title: "Homework: the class",
    private:
      "For the teacher: this page holds everybody’s points. The pages in pages/ are for the learners, each for one.",
    incomplete: (left: number) =>
      `The grading was stopped: ${count(left, "submission is", "submissions are")} not graded yet. Run the same command again to go on.`,
    factsCaption: "The class in figures",
    fact: "What",
    number: "Number",
    handedIn: "Handed in",
    graded: "Graded",
    median: "Median of the points",
    late: "Late",
    missing: "Missing",
    missingIntro: "On the roster, and nothing handed in.",
    superseded: "Earlier files",
    supersededIntro: "Of several files by one student the newest counts. These do not.",
    overridden: "Changed by you",
    notGraded: "Not graded",
    notGradedIntro: "The grader had trouble with these. Run the command again once it is fixed.",
    unknown: "Not on the roster",
    unknownIntro:
      "Graded as the others. Compare the id in the file with the roster: one of them may have a typo.",
    distribution: "How the points are distributed",
    distributionCaption: "How many students have how many points",
    chartTitle: "Students by points",
    pointsAxis: "points",
    studentsAxis: "students",
    binTold: (bin: string, number: string, one: boolean) =>
      `${bin} points: ${number} ${one ? "student" : "students"}`,
    nobody: "nobody has points yet",
    missedTitle: "Criteria missed most often",
    missedCaption: (graded: string) => `Of ${graded} graded, as the grader judged them, before your changes`,
    criterion: "Criterion",
    missedBy: "Missed by",
    share: "Share",
    reasons: "Why, and how often",
    short: {
      success: "success",
      inFlight: "in flight",
      time: "time",
      retries: "retries",
      report: "report",
      closed: "closed",
    } satisfies Record<CriterionId, string>,
    students: "Students",
    studentsCaption: "Points of each student by criterion; an asterisk marks what you changed",
    student: "Student",
    points: "Points",
    notes: "Notes",
    notYet: "not graded yet",
    notGradedOne: "not graded",
    lateBy: (span: string) => `late by ${span}`,
    overrideTold: (reason: string) => `changed by you: ${reason}`,
    supersededCount: (number: number) => count(number, "earlier file"),
    moment: (at: Date) => formatMoment(at, locale),
    gradedWith: (seed: string, timeout: string) =>
      `Graded with seed ${seed} and at most ${timeout} s for each.`,
    deadline: (at: Date) =>
      `Deadline: ${formatMoment(at, locale)}; the times compared with it are those of the learners’ clocks.`,
  },
};

export type ClassMessages = typeof classMessages;
