import { randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { courseFolder, language, setLanguage, type Language } from "@async-lab/notebook";
import { longestId, longestName, readHandedIn } from "../class/handed-in.js";
import { usualTimeoutS } from "../class/options.js";
import { writeWhole } from "../class/write-whole.js";
import { cleanLine } from "../clean-text.js";
import { decodeText } from "../decode-text.js";
import { isFolder, readCommandLine, readNumber, widthOf, type Output } from "../command-line.js";
import type { Grade, GradeNotebook } from "../grade.js";
import { isHomework } from "../homework-notebook.js";
import { showPath } from "../show-path.js";
import { say, submitWords } from "../words/index.js";
import { formatPoints } from "../words/points.js";
import { UseError } from "../use-error.js";
import { isHandIn, isRecord, makeHandIn } from "./hand-in.js";
import { showSpinner } from "./spinner.js";
import { tellCriteria } from "./tell-criteria.js";

/** What the command has to do with the world; tests give their own. */
export interface SubmitWorld {
  readonly stdout: Output;
  readonly stderr: Output;
  /** What relative paths start from. */
  readonly cwd: string;
  /** The course's folder, by default this one. */
  readonly course?: string;
  readonly signal: AbortSignal;
  readonly gradeNotebook: GradeNotebook;
  /** Asks the person at the terminal; undefined where nobody sits at one. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
}

const kinds = {
  name: "value",
  id: "value",
  out: "value",
  timeout: "value",
  check: "flag",
  help: "flag",
} as const;

/**
 * `npm run submit`: runs a homework on the learner's machine, shows the criteria, and writes the file to hand in.
 *
 * @param args what follows the command's name
 * @returns the exit code: 0 written or checked, 1 it could not be, 2 used wrongly, 130 stopped by Ctrl-C
 */
export async function runSubmit(args: readonly string[], world: SubmitWorld): Promise<number> {
  try {
    const line = readCommandLine(args, kinds);
    if (line.flags.has("help")) {
      world.stdout.write(`${submitWords().help}\n`);
      return 0;
    }
    const [given, ...more] = line.rest;
    if (given === undefined) throw new UseError(submitWords().oneNotebook);
    const [surplus] = more;
    if (surplus !== undefined) throw new UseError(submitWords().oneTooMany(surplus));
    const timeoutS =
      readNumber("--timeout", line.values["timeout"], { least: 10, most: 3600 }) ?? usualTimeoutS;
    return await submit({ ...line.values, given, timeoutS, check: line.flags.has("check") }, world);
  } catch (error) {
    if (world.signal.aborted) return stop(world);
    if (!(error instanceof UseError)) throw error;
    world.stderr.write(`${error.message}\n`);
    return 2;
  }
}

interface Request {
  readonly given: string;
  readonly name?: string;
  readonly id?: string;
  readonly out?: string;
  readonly timeoutS: number;
  readonly check: boolean;
}

async function submit(request: Request, world: SubmitWorld): Promise<number> {
  const { stdout, stderr, cwd, signal } = world;
  const path = resolve(cwd, request.given);
  setLanguage(languageOf(path));
  const own = findOwn(path, world.course ?? courseFolder());
  if (own !== undefined) throw new UseError(submitWords().handedOut(request.given, showPath(own, cwd)));
  const text = await readNotebook(path, request.given);
  const student = request.check ? undefined : await whoIsIt(request, text, world);
  const out = student && (await chooseFile(request, student.id, path, cwd));

  stdout.write(`${submitWords().running(showPath(path, cwd))}\n`);
  const ended = await gradeHere(text, request, world);
  if (signal.aborted) return stop(world);
  const spoken = ended.grade?.language ?? language();
  const words = submitWords(spoken);
  if (ended.grade) stdout.write(`\n${tellCriteria(ended.grade, widthOf(stdout))}\n`);
  else stderr.write(`${words.trouble(cleanLine(ended.why, 400))}\n`);
  if (!student || out === undefined) {
    stdout.write(`${words.checked}\n`);
    return ended.grade && ended.grade.ended !== "not run" ? 0 : 1;
  }

  const notebook: unknown = parse(text);
  if (!isRecord(notebook)) throw new UseError(words.notJson(request.given));
  const at = new Date();
  const unmet = ended.grade?.judgements.filter(({ met }) => !met).length ?? 0;
  try {
    await writeWhole(out, makeHandIn(notebook, { ...student, at, points: ended.grade?.points }));
  } catch (error) {
    stderr.write(
      `${words.notWritten(showPath(out, cwd), (error as NodeJS.ErrnoException).code ?? String(error))}\n`,
    );
    return 1;
  }
  if (ended.grade && unmet === 0) stdout.write(`${words.provisional}\n`);
  stdout.write(`\n${words.written(out, student.name, student.id, at)}\n`);
  stdout.write(`\n${ended.grade ? tellStanding(ended.grade, unmet) : words.notRun}\n`);
  return 0;
}

/** Said last, since the last line is the one that is read. */
function tellStanding({ language: spoken, points, of }: Grade, unmet: number): string {
  const words = submitWords(spoken);
  const total = formatPoints(points, spoken);
  return unmet === 0 ? words.allMet(total, String(of)) : words.unmet(unmet, total, String(of));
}

async function gradeHere(
  text: string,
  { timeoutS }: Request,
  { stdout, signal, gradeNotebook }: SubmitWorld,
): Promise<
  { readonly grade: Grade; readonly why?: never } | { readonly grade?: never; readonly why: string }
> {
  const spinner = showSpinner(stdout, language());
  try {
    const seed = randomInt(1, 2 ** 31);
    return {
      grade: await gradeNotebook(text, {
        timeoutS,
        seed,
        signal,
        language: language(),
        // It is the learner's own code on the learner's own machine.
        sameUser: true,
      }),
    };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  } finally {
    spinner[Symbol.dispose]();
  }
}

function stop({ stdout, signal }: SubmitWorld): number {
  stdout.write(`${submitWords().stopped}\n`);
  return signal.reason === "SIGINT" ? 130 : 143;
}

/** Until it has run, a notebook's language is that of the folder it lies in. */
function languageOf(path: string): Language {
  const folder = path
    .split(sep)
    .reverse()
    .find((part): part is Language => part === "en" || part === "es");
  return folder ?? language();
}

async function readNotebook(path: string, given: string): Promise<string> {
  if (!/\.ipynb$/i.test(path)) throw new UseError(submitWords().notNotebook(given));
  let text: string;
  try {
    text = decodeText(await readFile(path));
  } catch (error) {
    throw new UseError(say().files.notThere(given), { cause: error });
  }
  if (!isRecord(parse(text))) throw new UseError(submitWords().notJson(given));
  if (!isHomework(text)) throw new UseError(submitWords().notHomework(given));
  return text;
}

/** From the options, else from an earlier hand-in, else from the person at the terminal. */
async function whoIsIt(
  request: Request,
  text: string,
  { ask }: SubmitWorld,
): Promise<{ readonly name: string; readonly id: string }> {
  const words = submitWords();
  const before = readHandedIn(text);
  let name = request.name ?? before.name;
  let id = request.id ?? before.id;
  if (ask) {
    name = usable("--name", name ?? (await ask(words.askName)), longestName);
    id ??= await ask(words.askId);
  }
  const missing = [...(name === undefined ? ["--name"] : []), ...(id === undefined ? ["--id"] : [])];
  if (missing.length > 0) throw new UseError(words.missing(missing.join(", ")));
  return { name: usable("--name", name ?? "", longestName), id: usable("--id", id ?? "", longestId) };
}

function usable(option: string, value: string, longest: number): string {
  const line = cleanLine(value, longest + 1);
  if (line === "") throw new UseError(submitWords().empty(option));
  if (Array.from(line).length > longest)
    throw new UseError(submitWords().tooLong(option, longest, cleanLine(value, 40)));
  return line;
}

async function chooseFile(request: Request, id: string, notebook: string, cwd: string): Promise<string> {
  const words = submitWords();
  const letters = id.normalize("NFKD").replace(/[^a-zA-Z0-9]+/g, "-");
  const path = resolve(cwd, request.out ?? `homework-${letters.replace(/^-+|-+$/g, "") || "student"}.ipynb`);
  if (path === notebook) throw new UseError(words.itself(showPath(path, cwd)));
  if (!/\.ipynb$/i.test(path)) throw new UseError(words.notEnding(showPath(path, cwd)));
  let there: string | undefined;
  try {
    there = await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Found out before the run, not after it.
    if (code !== "ENOENT")
      throw new UseError(words.notWritten(showPath(path, cwd), code ?? String(error)), { cause: error });
    if (!(await isFolder(dirname(path))))
      throw new UseError(say().files.notThere(showPath(dirname(path), cwd)));
  }
  if (there === undefined) return path;
  if (!isHandIn(parse(there))) throw new UseError(words.taken(showPath(path, cwd)));
  // Somebody went on working in it, or an id with other signs has the same name.
  const before = readHandedIn(there);
  if (before.whole !== true || before.id !== id) throw new UseError(words.otherWork(showPath(path, cwd)));
  return path;
}

/**
 * Where a learner's own notebook lies, for one as the course hands it out: from before the two were apart, or where
 * somebody took the wrong folder.
 */
function findOwn(path: string, course: string): string | undefined {
  const lesson = relative(join(course, "notebooks"), path);
  const own = join(course, "my-notebooks", lesson);
  return /^(?:en|es)[\\/]/.test(lesson) && existsSync(own) ? own : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
