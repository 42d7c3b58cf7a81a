import { mkdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Language } from "@async-lab/notebook";
import { cleanLine } from "../text.js";
import { codeOf, isFolder, showPath, UsageError, type CommandIO } from "../command-line.js";
import { messages } from "../messages/index.js";
import { mostUsedLanguage } from "../read-notebook.js";
import { formatPoints } from "../messages/format.js";
import { gradeAll, type Graded } from "./grade-all.js";
import { chooseTerms, fingerprintGrader, openGradeCache } from "./grade-cache.js";
import { readGradeOptions, type GradeCommandOptions } from "./options.js";
import { hideInGraded } from "./hide-names.js";
import { gradeOf, type StudentResult } from "./student-result.js";
import { readOverrides } from "./overrides.js";
import { planClass } from "./plan-class.js";
import { showProgressBar } from "./progress-bar.js";
import { writeResults, type WrittenResults } from "./write-results.js";

/** What the command reads and writes. */
export interface GradeIO extends CommandIO {
  /** A fingerprint of the grader, by default computed from its files. */
  readonly grader?: string;
}

/** How many are named where many have the same problem. */
const maxNamed = 3;

/** Files of the command, beside the pages. */
const ownFolderName = ".kept";

/**
 * `npm run grade`: grades files and folders, and writes what came of it.
 *
 * @param args what follows the command's name
 * @returns the exit code: 0 all graded, 1 some could not be graded or written, 2 used wrongly, 130 stopped by Ctrl-C (143 by a signal)
 */
export async function runGrade(args: readonly string[], io: GradeIO): Promise<number> {
  try {
    const options = readGradeOptions(args, io);
    if (options === "help") {
      io.stdout.write(`${messages(io.language).grade.help}\n`);
      return 0;
    }
    return await gradeClass(options, io);
  } catch (error) {
    if (!(error instanceof UsageError) && !isSystemError(error)) throw error;
    io.stderr.write(`${error.message}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function gradeClass(options: GradeCommandOptions, io: GradeIO): Promise<number> {
  const { out, own, sameUser, language } = options;
  const { stdout, signal, gradeNotebook } = io;
  const ownFolder = join(own, ownFolderName);
  if (own !== out && !(await isFolder(ownFolder)))
    throw new UsageError(messages(language).grade.nothingKept(own));
  const planned = await planClass(options, io.cwd);
  await makeFolder(out, language);
  await planned.codes?.save();
  const overrides = await readOverrides(
    join(own, "overrides.csv"),
    { pageOf: (id) => planned.find(id)?.page, codesUnread: planned.codesUnread },
    language,
  );

  const { seed, timeoutS } = await chooseTerms(ownFolder, options, { asBefore: own !== out });
  const grader = io.grader ?? (await fingerprintGrader());
  const cache = await openGradeCache(join(ownFolder, "grades"), { seed, timeoutS, grader });

  const submitted = planned.students.flatMap((one) =>
    one.submission ? [{ ...one, submission: one.submission }] : [],
  );
  const labels = new Map(submitted.map(({ submission, label }) => [submission, label]));
  const ended = await gradeWithBar();
  const graded = new Map(submitted.map(({ submission }, index) => [submission, ended[index]]));

  const hideFromAll = planned.hiderFor();
  const results = planned.students.map((one): StudentResult => {
    const end = one.submission && graded.get(one.submission);
    return {
      ...one,
      graded: end && hideInGraded(end, planned.hiderFor(one), hideFromAll),
      override: overrides.get(one.page),
    };
  });
  const written = await writeResults(results, {
    out,
    ownFolder: join(out, ownFolderName),
    terms: { seed, timeoutS },
    options,
    roster: planned.roster,
    hiderFor: (own) => planned.hiderFor(own),
  });
  return report(results, written);

  async function gradeWithBar(): Promise<Graded[]> {
    const mostUsed = mostUsedLanguage(
      submitted.map(({ submission }) => submission.text),
      language,
    );
    using bar = showProgressBar(stdout, submitted.length, language);
    return await gradeAll(
      submitted.map(({ submission }) => submission),
      {
        jobs: options.jobs,
        gradeNotebook,
        options: { timeoutS, seed, sameUser, language: mostUsed },
        cache,
        signal,
        onStart: (submission) => bar.start(labels.get(submission) ?? ""),
        onEnd: (submission, end) => {
          const label = labels.get(submission) ?? "";
          if (end.kind === "interrupted") bar.stop(label);
          else bar.end(label, formatResult(end, language));
        },
      },
    );
  }

  function report(all: readonly StudentResult[], { summary, csv, toImport, aside }: WrittenResults): number {
    const words = messages(language).grade;
    const work = all.filter(({ submission }) => submission);
    const stopped = work.filter(({ graded: end }) => end?.kind === "interrupted").length;
    const failed = work.filter(({ graded: end }) => end?.kind === "not graded");
    for (const line of formatFailed(failed)) io.stderr.write(`${line}\n`);
    const { leftOut } = planned;
    const alike = planned.alike.map((ids) => ids.map((id) => cleanLine(id)).join(" / "));
    const named = (all: readonly string[]) => (options.anonymous ? [] : all.slice(0, maxNamed));
    if (leftOut.length > 0) {
      const names = named(leftOut).map((name) => cleanLine(name));
      io.stderr.write(`${words.leftOut(names, leftOut.length)}\n`);
    }
    if (alike.length > 0) io.stderr.write(`${words.alike(named(alike), alike.length)}\n`);
    const done = work.filter((result) => gradeOf(result));
    const fromCache = done.filter(({ graded: end }) => end?.kind === "graded" && end.cached).length;
    const late = work.filter(({ punctuality }) => punctuality?.kind === "late").length;
    stdout.write(`${words.done(done.length, work.length, fromCache)}\n`);
    const facts = words.facts({
      late,
      missing: all.length - work.length,
      superseded: all.reduce((sum, { superseded }) => sum + superseded.length, 0),
      overridden: all.filter(({ override }) => override).length,
      unknown: all.filter(({ student }) => student.enrolled === false).length,
    });
    if (facts) stdout.write(`${facts}\n`);
    stdout.write(`\n${words.where(showPath(summary, io.cwd), showPath(csv, io.cwd))}\n`);
    if (toImport.length > 0)
      stdout.write(`${words.toImport(toImport.map((path) => showPath(path, io.cwd)))}\n`);
    for (const path of aside) stdout.write(`${words.aside(showPath(path, io.cwd))}\n`);
    if (stopped > 0) {
      stdout.write(`\n${words.stopped(stopped)}\n`);
      return signal.reason === "SIGINT" || signal.reason === undefined ? 130 : 143;
    }
    return failed.length > 0 ? 1 : 0;
  }

  function formatFailed(failed: readonly StudentResult[]): string[] {
    const reasons = Map.groupBy(failed, ({ graded: end }) => (end?.kind === "not graded" ? end.why : ""));
    return Array.from(reasons, ([why, own]) =>
      messages(language).grade.notGraded(
        own.slice(0, maxNamed).map(({ label }) => label),
        own.length,
        cleanLine(why, 600),
      ),
    );
  }
}

function formatResult(graded: Exclude<Graded, { readonly kind: "interrupted" }>, language: Language): string {
  const words = messages(language).grade;
  if (graded.kind === "not graded") return words.notGradedShort;
  const { points, of } = graded.grade;
  return words.points(formatPoints(points, language), String(of), graded.cached);
}

/** A disk that is full, a file that may not be written: the system's own line says which. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}

async function makeFolder(path: string, language: Language): Promise<void> {
  try {
    await makeWithParents(path);
  } catch (error) {
    throw new UsageError(messages(language).grade.noFolder(path, codeOf(error)), {
      cause: error,
    });
  }
}

/** One by one: `recursive` never ends for a folder below /proc, in Node 24. */
async function makeWithParents(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (codeOf(error) === "EEXIST" && (await stat(path)).isDirectory()) return;
    if (codeOf(error) !== "ENOENT" || dirname(path) === path) throw error;
    await makeWithParents(dirname(path));
    await mkdir(path);
  }
}
