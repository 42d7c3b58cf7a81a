import { createHash } from "node:crypto";
import { join } from "node:path";
import { cleanLine, type Hide } from "../text.js";
import { openCodes, type Codes } from "./codes.js";
import { compareText, findFiles } from "./find-files.js";
import { judgePunctuality } from "./deadline.js";
import { hideNames } from "./hide-names.js";
import { exactId, findById, normalizeId } from "./ids.js";
import { messages } from "../messages/index.js";
import { UsageError } from "../command-line.js";
import { takeLatest, type StudentWork } from "./latest.js";
import { noteNoNotebook, noteOf } from "./notes.js";
import type { GradeCommandOptions } from "./options.js";
import type { StudentResult } from "./student-result.js";
import { readRoster, type Enrolled, type RosterRow } from "./roster.js";
import { absent, labelOf, type Student } from "./student.js";
import { readSubmission, type SubmissionFile } from "./submission-file.js";

/** A student of the class, before anything is graded. */
export type Planned = Omit<StudentResult, "graded" | "override">;

/** Who is in the class, and what they handed in. */
export interface ClassPlan {
  readonly students: readonly Planned[];
  /** Undefined where there is no class list. */
  readonly roster: readonly RosterRow[] | undefined;
  /** Files that are no notebooks, and links, as they are shown. */
  readonly leftOut: readonly string[];
  /** Ids on the list that would be the same in another spelling, and are several people's. */
  readonly alike: readonly (readonly string[])[];
  /** Only of an anonymous class. */
  readonly codes: Codes | undefined;
  /** Why codes of an earlier run are not known, in one line: no problem for a class that needs none of them. */
  readonly codesUnread: string | undefined;
  /**
   * By id, else by code, else by the name of their page: one student's id may be another's page. Codes of an earlier run
   * count in a class with names, too.
   */
  find(id: string): Planned | undefined;
  /** A function that takes the names and ids of an anonymous class out of a text, of one student or of no one. */
  hiderFor(own?: Planned): Hide;
}

/**
 * Finds out who handed in what: reads the files and the roster, takes the newest of each student, and gives everybody
 * the name of their page.
 *
 * @throws UsageError in one line: a file that is not there, a roster that cannot be read
 */
export async function planClass(options: GradeCommandOptions, cwd: string): Promise<ClassPlan> {
  const { out, own, deadline, anonymous, language } = options;
  const roster = options.roster === undefined ? undefined : await readRoster(options.roster, language);
  const enrolled = roster?.map((row) => row.enrolled);
  const submissions: SubmissionFile[] = [];
  const { files, leftOut } = await findFiles(options.paths, cwd, {
    except: [out, own, options.roster],
    language,
  });
  for (const file of files) submissions.push(await readSubmission(file, enrolled, language));
  const given = await openCodes(join(own, "private-codes.csv"), language).catch((error: unknown) => {
    if (anonymous || !(error instanceof UsageError)) throw error;
    return error.message;
  });
  const known = typeof given === "string" ? undefined : given;
  const codes = anonymous ? known : undefined;

  const alike = [...Map.groupBy(enrolled ?? [], ({ id }) => normalizeId(id)).values()].filter(
    ({ length }) => length > 1,
  );
  const alikeOf = ({ id }: Student) => alike.find((all) => all.some((one) => one.id === id)) ?? [];
  const works = takeLatest(submissions);
  const everybody: { student: Student; work: StudentWork | undefined }[] = [
    ...works.map((work) => ({ student: work.counts.student, work })),
    ...listMissing(enrolled ?? [], works).map((one) => ({ student: absent(one), work: undefined })),
  ];
  const pages = new Set<string>();
  // A decision may name a page of the class as it is with names, and hold when it is shown without them.
  const namedPages = new Map<string, string>();
  const taken = new Set<string>();
  for (const { student } of everybody)
    namedPages.set(student.key, choosePage(student.id ?? labelOf(student), student.key, taken));
  const students = everybody
    .map(({ student, work }): Planned => {
      const code = codes?.codeOf(student);
      const submission = work?.counts;
      return {
        student,
        label: code ?? cleanLine(labelOf(student), 80),
        page: code ? choosePage(code, student.key, pages) : (namedPages.get(student.key) ?? ""),
        submission,
        superseded: work?.superseded ?? [],
        punctuality: deadline && submission && judgePunctuality(submission.metadata.submittedAt, deadline),
        notes: [
          ...(alikeOf(student).length > 0 ? [messages(language).notes.alikeId] : []),
          ...(work
            ? noteOf(work, { deadline, anonymous, language })
            : noteNoNotebook(student, alikeOf(student), { leftOut, anonymous, language })),
        ],
      };
    })
    .sort((a, b) => compareText(a.label.toLowerCase(), b.label.toLowerCase()));

  const ways: readonly ((one: Planned) => readonly (string | undefined)[])[] = [
    ({ student }) => [student.id],
    ({ student }) => [known?.knownCodeOf(student)],
    ({ page, student }) =>
      [page, namedPages.get(student.key)].flatMap((name) => [name, `${name}.html`, `pages/${name}.html`]),
  ];
  const hiders = hideNames(students);
  return {
    students,
    roster,
    leftOut,
    alike: alike.map((all) => all.map(({ id }) => id)),
    codes,
    codesUnread: typeof given === "string" ? given : undefined,
    find: (id) =>
      ways
        .map((namesOf) =>
          findById(students, (one, spelling) =>
            namesOf(one).some((name) => name !== undefined && spelling(name) === spelling(id)),
          ),
        )
        .find((found) => found !== undefined),
    hiderFor: (own) => (codes ? hiders(own) : (text) => text),
  };
}

function listMissing(roster: readonly Enrolled[], works: readonly StudentWork[]): Enrolled[] {
  const here = new Set(works.map(({ counts }) => counts.student.key));
  return roster.filter((enrolled) => !here.has(absent(enrolled).key));
}

// Names that Windows keeps for its devices.
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** A name for files that every system takes; with a bit of a hash where letters had to go, so that no two are the same. */
function choosePage(name: string, key: string, taken: Set<string>): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-|-$/g, "");
  const hash = createHash("sha256").update(key).digest("hex");
  const same = slug !== "" && slug === exactId(name) && !reserved.test(slug);
  let page = same ? slug : `${slug || "student"}-${hash.slice(0, 6)}`;
  if (taken.has(page)) page = `${page}-${hash.slice(0, 16)}`;
  taken.add(page);
  return page;
}
