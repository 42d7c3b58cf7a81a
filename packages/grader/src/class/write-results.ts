import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { makeSubmissionPage } from "../pages/submission-page.js";
import { makeSummaryPage } from "../pages/summary-page.js";
import { toGradescope } from "./gradescope.js";
import { makeGradesCsv } from "./grades-csv.js";
import type { Terms } from "./grade-cache.js";
import { makeCanvasCsv, makeMoodleCsv } from "./lms.js";
import type { GradeCommandOptions } from "./options.js";
import { countPoints, gradeOf, type StudentResult } from "./student-result.js";
import type { RosterRow } from "./roster.js";
import { removeTable, writeTable, writeAtomically } from "./write-file.js";
import type { Hide } from "../text.js";

/** Where the results are, and what they were graded with. */
export interface ResultsOptions {
  readonly out: string;
  /** The command's own folder in it, where it is noted what was written. */
  readonly ownFolder: string;
  readonly options: Pick<GradeCommandOptions, "anonymous" | "deadline" | "language">;
  readonly terms: Terms;
  readonly roster: readonly RosterRow[] | undefined;
  /** Takes names out of a student's code where the class is anonymous; in the results there are none. */
  readonly hiderFor: (own: StudentResult) => Hide;
}

/** Paths of what was written. */
export interface WrittenResults {
  readonly summary: string;
  readonly csv: string;
  /** None without a roster. */
  readonly toImport: readonly string[];
  /** Where changed tables were put aside. */
  readonly aside: readonly string[];
}

/**
 * Writes the pages, Gradescope's files, the tables and the summary, and removes those of an earlier run that are no
 * longer among them: a page with a name must not stay beside an anonymous one.
 *
 * @returns where they are
 */
export async function writeResults(
  results: readonly StudentResult[],
  { out, ownFolder, options, terms, roster, hiderFor }: ResultsOptions,
): Promise<WrittenResults> {
  const { anonymous, deadline, language } = options;
  await mkdir(ownFolder, { recursive: true, mode: 0o700 });
  await mkdir(join(out, "pages"), { recursive: true });
  await mkdir(join(out, "gradescope"), { recursive: true });
  const written = new Set<string>();
  for (const result of results) {
    const grade = gradeOf(result);
    if (!grade) continue;
    const page = `pages/${result.page}.html`;
    const results = `gradescope/${result.page}.json`;
    written.add(page).add(results);
    await writeAtomically(
      join(out, page),
      await makeSubmissionPage(result, grade, {
        points: countPoints(result) ?? 0,
        folder: anonymous ? undefined : join(out, "pages"),
        hide: hiderFor(result),
      }),
    );
    await writeAtomically(
      join(out, results),
      `${JSON.stringify(toGradescope(result, grade), undefined, 2)}\n`,
    );
  }
  // Only the roster has the ids of a school's system, and a class without names cannot be imported.
  const imported: Readonly<Record<string, string>> =
    roster && !anonymous
      ? {
          "moodle.csv": makeMoodleCsv(results, roster, language),
          "canvas.csv": makeCanvasCsv(results, roster, language),
        }
      : {};
  const toImport = Object.keys(imported);
  for (const name of toImport) written.add(name);
  const tables = { "grades.csv": makeGradesCsv(results, { anonymous, language }), ...imported };
  const csv = join(out, "grades.csv");
  const summary = join(out, "summary.html");
  const list = join(ownFolder, "written.json");
  const former = (await readList(list)).filter((name) => !written.has(name));
  const asides: Promise<unknown>[] = [
    ...Object.entries(tables).map(([name, table]) => writeTable(join(out, name), table, ownFolder)),
    ...former.map((name) =>
      name.endsWith(".csv") ? removeTable(join(out, name), ownFolder) : rm(join(out, name), { force: true }),
    ),
  ];
  await writeAtomically(summary, await makeSummaryPage(results, { ...terms, deadline, anonymous, language }));
  await writeAtomically(list, JSON.stringify([...written]), 0o600);
  const aside = (await Promise.all(asides)).filter((path) => typeof path === "string");
  return { summary, csv, toImport: toImport.map((name) => join(out, name)), aside };
}

async function readList(path: string): Promise<string[]> {
  try {
    const names: unknown = JSON.parse(await readFile(path, "utf8"));
    // Only what this command can have written: the list is a file, and may have been changed.
    return Array.isArray(names)
      ? names.filter(
          (name: unknown): name is string =>
            typeof name === "string" &&
            /^((pages|gradescope)\/[a-z0-9-]+\.(html|json)|(moodle|canvas)\.csv)$/i.test(name),
        )
      : [];
  } catch {
    return [];
  }
}
