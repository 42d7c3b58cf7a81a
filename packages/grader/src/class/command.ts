import { mkdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { language } from "@async-lab/notebook";
import { cleanLine } from "../clean-text.js";
import type { GradeNotebook } from "../grade.js";
import { isFolder, type Output } from "../command-line.js";
import { mostUsedLanguage } from "../read-notebook.js";
import { showPath } from "../show-path.js";
import { say } from "../words/index.js";
import { formatPoints } from "../words/points.js";
import { UseError } from "../use-error.js";
import { gradeAll, type Graded } from "./grade-all.js";
import { chooseTerms, fingerprintGrader, openKeptGrades } from "./kept-grades.js";
import { readGradeOptions, type GradeCommandOptions } from "./options.js";
import { gradeOf, type Outcome } from "./outcome.js";
import { readOverrides } from "./overrides.js";
import { planClass } from "./plan-class.js";
import { showProgressBar } from "./progress-bar.js";
import { writeResults, type WrittenResults } from "./write-results.js";

/** What the command has to do with the world; tests give their own. */
export interface World {
  readonly stdout: Output;
  readonly stderr: Output;
  /** What relative paths start from. */
  readonly cwd: string;
  /** Aborted with the signal's name when the command is to stop. */
  readonly signal: AbortSignal;
  readonly gradeNotebook: GradeNotebook;
  /** By default computed from the files of the grader. */
  readonly grader?: string;
}

/** Where the same trouble befell many, so many are named. */
const mostNamed = 3;

/** Files of the command, beside the pages. */
const keptFolder = ".kept";

/**
 * `npm run grade`: grades files and folders, and writes what came of it.
 *
 * @param args what follows the command's name
 * @returns the exit code: 0 all graded, 1 some could not be graded or written, 2 used wrongly, 130 stopped by Ctrl-C (143 by a signal)
 */
export async function runGrade(args: readonly string[], world: World): Promise<number> {
  try {
    const options = readGradeOptions(args, world.cwd);
    if (options === "help") {
      world.stdout.write(`${say().grade.help}\n`);
      return 0;
    }
    return await gradeClass(options, world);
  } catch (error) {
    if (!(error instanceof UseError) && !isSystemError(error)) throw error;
    world.stderr.write(`${error.message}\n`);
    return error instanceof UseError ? 2 : 1;
  }
}

async function gradeClass(options: GradeCommandOptions, world: World): Promise<number> {
  const { out, own, sameUser } = options;
  const { stdout, signal, gradeNotebook } = world;
  const kept = join(own, keptFolder);
  if (own !== out && !(await isFolder(kept))) throw new UseError(say().grade.nothingKept(own));
  const planned = await planClass(options, world.cwd);
  await makeFolder(out);
  await planned.codes?.save();
  const overrides = await readOverrides(join(own, "overrides.csv"), {
    pageOf: (id) => planned.find(id)?.page,
    codesUnread: planned.codesUnread,
  });

  const { seed, timeoutS } = await chooseTerms(kept, options, { asBefore: own !== out });
  const grader = world.grader ?? (await fingerprintGrader());
  const keptGrades = await openKeptGrades(join(kept, "grades"), { seed, timeoutS, grader });

  const handedIn = planned.students.flatMap((one) =>
    one.submission ? [{ ...one, submission: one.submission }] : [],
  );
  const labels = new Map(handedIn.map(({ submission, label }) => [submission, label]));
  const ended = await gradeWithBar();
  const graded = new Map(handedIn.map(({ submission }, index) => [submission, ended[index]]));

  const outcomes = planned.students.map((one): Outcome => ({
    ...one,
    graded: one.submission && graded.get(one.submission),
    override: overrides.get(one.page),
  }));
  const written = await writeResults(outcomes, {
    out,
    kept: join(out, keptFolder),
    terms: { seed, timeoutS },
    options,
    roster: planned.roster,
    hiderFor: (own) => planned.hiderFor(own),
  });
  return tellEnd(outcomes, written);

  async function gradeWithBar(): Promise<Graded[]> {
    const spoken = mostUsedLanguage(
      handedIn.map(({ submission }) => submission.text),
      language(),
    );
    using bar = showProgressBar(stdout, handedIn.length);
    return await gradeAll(
      handedIn.map(({ submission }) => submission),
      {
        jobs: options.jobs,
        gradeNotebook,
        options: { timeoutS, seed, sameUser, language: spoken },
        kept: keptGrades,
        signal,
        onStart: (submission) => bar.start(labels.get(submission) ?? ""),
        onEnd: (submission, end) => {
          const label = labels.get(submission) ?? "";
          if (end.kind === "interrupted") bar.stop(label);
          else bar.end(label, tellResult(end));
        },
      },
    );
  }

  function tellEnd(all: readonly Outcome[], { summary, csv, toImport, aside }: WrittenResults): number {
    const words = say().grade;
    const work = all.filter(({ submission }) => submission);
    const stopped = work.filter(({ graded: end }) => end?.kind === "interrupted").length;
    const failed = work.filter(({ graded: end }) => end?.kind === "not graded");
    for (const line of tellFailed(failed)) world.stderr.write(`${line}\n`);
    if (planned.leftOut.length > 0) {
      const names = options.anonymous ? [] : planned.leftOut.slice(0, mostNamed);
      const told = words.leftOut(
        names.map((name) => cleanLine(name)),
        planned.leftOut.length,
      );
      world.stderr.write(`${told}\n`);
    }
    if (planned.alike.length > 0) {
      const ids = options.anonymous ? [] : planned.alike.slice(0, mostNamed);
      const told = words.alike(
        ids.map((each) => each.map((id) => cleanLine(id)).join(" / ")),
        planned.alike.length,
      );
      world.stderr.write(`${told}\n`);
    }
    const done = work.filter((outcome) => gradeOf(outcome));
    const keptOnes = done.filter(({ graded: end }) => end?.kind === "graded" && end.kept).length;
    const late = work.filter(({ punctuality }) => punctuality?.kind === "late").length;
    stdout.write(`${words.done(done.length, work.length, keptOnes)}\n`);
    const facts = words.facts({
      late,
      missing: all.length - work.length,
      superseded: all.reduce((sum, { superseded }) => sum + superseded.length, 0),
      overridden: all.filter(({ override }) => override).length,
      unknown: all.filter(({ student }) => student.enrolled === false).length,
    });
    if (facts) stdout.write(`${facts}\n`);
    stdout.write(`\n${words.where(showPath(summary, world.cwd), showPath(csv, world.cwd))}\n`);
    if (toImport.length > 0)
      stdout.write(`${words.toImport(toImport.map((path) => showPath(path, world.cwd)))}\n`);
    for (const path of aside) stdout.write(`${words.aside(showPath(path, world.cwd))}\n`);
    if (stopped > 0) {
      stdout.write(`\n${words.stopped(stopped)}\n`);
      return signal.reason === "SIGINT" || signal.reason === undefined ? 130 : 143;
    }
    return failed.length > 0 ? 1 : 0;
  }

  function tellFailed(failed: readonly Outcome[]): string[] {
    const reasons = Map.groupBy(failed, ({ graded: end }) => (end?.kind === "not graded" ? end.why : ""));
    return Array.from(reasons, ([why, own]) =>
      say().grade.notGraded(
        own.slice(0, mostNamed).map(({ label }) => label),
        own.length,
        cleanLine(planned.hiderFor()(why), 600),
      ),
    );
  }
}

function tellResult(graded: Exclude<Graded, { readonly kind: "interrupted" }>): string {
  const words = say().grade;
  if (graded.kind === "not graded") return words.notGradedShort;
  const { points, of } = graded.grade;
  return words.points(formatPoints(points, language()), String(of), graded.kept);
}

/** A disk that is full, a file that may not be written: the system's own line says which. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}

async function makeFolder(path: string): Promise<void> {
  try {
    await makeWithParents(path);
  } catch (error) {
    throw new UseError(say().grade.noFolder(path, (error as NodeJS.ErrnoException).code ?? String(error)), {
      cause: error,
    });
  }
}

/** One by one: `recursive` never ends for a folder below /proc, in Node 24. */
async function makeWithParents(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && (await stat(path)).isDirectory()) return;
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    await makeWithParents(dirname(path));
    await mkdir(path);
  }
}
