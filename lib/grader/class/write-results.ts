import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeSubmissionPage } from "../pages/submission-page.js";
import { makeSummaryPage } from "../pages/summary-page.js";
import type { Hide } from "./hide-names.js";
import { toGradescope } from "./gradescope.js";
import { makeGradesCsv } from "./grades-csv.js";
import type { Terms } from "./kept-grades.js";
import { makeCanvasCsv, makeMoodleCsv } from "./lms.js";
import type { GradeCommandOptions } from "./options.js";
import { countPoints, gradeOf, type Outcome } from "./outcome.js";
import type { RosterRow } from "./roster.js";
import { writeWhole } from "./write-whole.js";

/** Where the results are, and what they were graded with. */
export interface ResultsOptions {
  readonly out: string;
  /** The file that lists what was written, for the next run. */
  readonly list: string;
  readonly options: Pick<GradeCommandOptions, "anonymous" | "deadline">;
  readonly terms: Terms;
  readonly roster: readonly RosterRow[] | undefined;
  /** Takes out names where the class is anonymous. */
  readonly hiderFor: (own?: Outcome) => Hide;
}

/** The paths that a teacher is told of. */
export interface Written {
  readonly summary: string;
  readonly csv: string;
  /** None without a roster. */
  readonly toImport: readonly string[];
}

/**
 * Writes the pages, Gradescope's files, the tables and the summary, and removes those of an earlier run that are no
 * longer among them: a page with a name must not stay beside an anonymous one.
 *
 * @returns the paths of the summary, of the table, and of those to import
 */
export async function writeResults(
  outcomes: readonly Outcome[],
  { out, list, options, terms, roster, hiderFor }: ResultsOptions,
): Promise<Written> {
  const { anonymous, deadline } = options;
  await mkdir(join(out, "pages"), { recursive: true });
  await mkdir(join(out, "gradescope"), { recursive: true });
  const written = new Set<string>();
  for (const outcome of outcomes) {
    const grade = gradeOf(outcome);
    if (!grade) continue;
    const page = `pages/${outcome.page}.html`;
    const hide = hiderFor(outcome);
    const results = `gradescope/${outcome.page}.json`;
    written.add(page).add(results);
    await writeWhole(
      join(out, page),
      await makeSubmissionPage(outcome, grade, {
        points: countPoints(outcome) ?? 0,
        folder: anonymous ? undefined : join(out, "pages"),
        hide,
      }),
    );
    await writeWhole(
      join(out, results),
      `${JSON.stringify(toGradescope(outcome, grade, hide), undefined, 2)}\n`,
    );
  }
  // Only the roster knows how a school's system calls somebody; and nobody imports a class without names.
  const tables =
    roster && !anonymous
      ? { "moodle.csv": makeMoodleCsv(outcomes, roster), "canvas.csv": makeCanvasCsv(outcomes, roster) }
      : {};
  for (const [name, table] of Object.entries(tables)) {
    written.add(name);
    await writeWhole(join(out, name), table);
  }
  const csv = join(out, "grades.csv");
  const summary = join(out, "summary.html");
  await writeWhole(csv, makeGradesCsv(outcomes, { anonymous, hiderFor }));
  await writeWhole(summary, await makeSummaryPage(outcomes, { ...terms, deadline, anonymous }, hiderFor));
  await removeFormer(out, list, written);
  return { summary, csv, toImport: Object.keys(tables).map((name) => join(out, name)) };
}

async function removeFormer(out: string, list: string, written: ReadonlySet<string>): Promise<void> {
  const former = await readList(list);
  for (const name of former) if (!written.has(name)) await rm(join(out, name), { force: true });
  await mkdir(dirname(list), { recursive: true, mode: 0o700 });
  await writeWhole(list, JSON.stringify([...written]), 0o600);
}

async function readList(path: string): Promise<string[]> {
  try {
    const names: unknown = JSON.parse(await readFile(path, "utf8"));
    // Only what this command can have written: the list is a file that somebody may have changed.
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
