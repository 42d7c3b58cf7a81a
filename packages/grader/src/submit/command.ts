import { randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { type Language } from "@async-lab/notebook";
import { courseFolder } from "async-lab/course";
import { longestId, longestName, readSubmissionMetadata } from "../class/submission-metadata.js";
import { usualTimeoutS } from "../class/options.js";
import { writeAtomically } from "../class/write-file.js";
import { cleanLine, decodeText, parseJson } from "../text.js";
import {
  codeOf,
  isFolder,
  readCommandLine,
  readNumber,
  showPath,
  UsageError,
  widthOf,
  type CommandIO,
} from "../command-line.js";
import type { Grade } from "../grade.js";
import { isHomework } from "../homework-notebook.js";
import { isRecord } from "../read-notebook.js";
import { languages, messages, type Messages } from "../messages/index.js";
import { formatPoints } from "../messages/format.js";
import { showSpinner } from "../status-line.js";
import { isSubmission, makeSubmission } from "./make-submission.js";
import { formatCriteria } from "./format-criteria.js";

/** What the command reads and writes. */
export interface SubmitIO extends CommandIO {
  /** The course's folder, by default this one. */
  readonly course?: string;
  /** Asks the person at the terminal; undefined where there is none. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
}

const known = {
  name: { type: "string" },
  id: { type: "string" },
  out: { type: "string" },
  timeout: { type: "string" },
  check: { type: "boolean" },
  help: { type: "boolean" },
} as const;

/**
 * `npm run submit`: runs a homework on the learner's machine, shows the criteria, and writes the file to hand in.
 *
 * @param args what follows the command's name
 * @returns the exit code: 0 written or checked, 1 it could not be, 2 used wrongly, 130 stopped by Ctrl-C
 */
export async function runSubmit(args: readonly string[], io: SubmitIO): Promise<number> {
  const words = messages(io.language).submit;
  let { language } = io;
  try {
    const { values, positionals } = readCommandLine(args, known, io.language);
    if (values.help) {
      io.stdout.write(`${words.help}\n`);
      return 0;
    }
    const [given, surplus] = positionals;
    if (given === undefined) throw new UsageError(words.oneNotebook);
    if (surplus !== undefined) throw new UsageError(words.oneTooMany(surplus));
    const timeoutS =
      readNumber("--timeout", values.timeout, { min: 10, max: 3600, language: io.language }) ?? usualTimeoutS;
    language = languageOf(resolve(io.cwd, given)) ?? language;
    return await submit({ ...values, given, timeoutS }, { ...io, language });
  } catch (error) {
    if (io.signal.aborted) return stop({ ...io, language });
    if (!(error instanceof UsageError)) throw error;
    io.stderr.write(`${error.message}\n`);
    return 2;
  }
}

interface Request {
  readonly given: string;
  readonly name?: string;
  readonly id?: string;
  readonly out?: string;
  readonly timeoutS: number;
  readonly check?: boolean;
}

async function submit(request: Request, io: SubmitIO): Promise<number> {
  const { stdout, stderr, cwd, signal, language } = io;
  const path = resolve(cwd, request.given);
  const own = findOwn(path, io.course ?? courseFolder());
  if (own !== undefined)
    throw new UsageError(messages(language).submit.handedOut(request.given, showPath(own, cwd)));
  const text = await readNotebook(path, request.given, language);
  const student = request.check ? undefined : await whoIsIt(request, text, io);
  const out = student && (await chooseFile(request, student.id, path, { cwd, language }));

  stdout.write(`${messages(language).submit.running(showPath(path, cwd))}\n`);
  const ended = await gradeHere(text, request, io);
  if (signal.aborted) return stop(io);
  const spoken = ended.grade?.language ?? language;
  const words = messages(spoken).submit;
  if (ended.grade) stdout.write(`\n${formatCriteria(ended.grade, widthOf(stdout))}\n`);
  else stderr.write(`${words.trouble(cleanLine(ended.why, 400))}\n`);
  if (!student || out === undefined) {
    stdout.write(`${words.checked}\n`);
    return ended.grade && ended.grade.ended !== "not run" ? 0 : 1;
  }

  const notebook = parseJson(text);
  if (!isRecord(notebook)) throw new UsageError(words.notJson(request.given));
  const at = new Date();
  const unmet = ended.grade?.judgements.filter(({ met }) => !met).length ?? 0;
  try {
    await writeAtomically(out, makeSubmission(notebook, { ...student, at, points: ended.grade?.points }));
  } catch (error) {
    stderr.write(`${words.notWritten(showPath(out, cwd), codeOf(error))}\n`);
    return 1;
  }
  if (ended.grade && unmet === 0) stdout.write(`${words.provisional}\n`);
  stdout.write(`\n${words.written(out, student.name, student.id, at)}\n`);
  stdout.write(`\n${ended.grade ? formatStanding(ended.grade, unmet) : words.notRun}\n`);
  return 0;
}

/** Said last, since the last line is the one that is read. */
function formatStanding({ language: spoken, points, of }: Grade, unmet: number): string {
  const words = messages(spoken).submit;
  const total = formatPoints(points, spoken);
  return unmet === 0 ? words.allMet(total, String(of)) : words.unmet(unmet, total, String(of));
}

async function gradeHere(
  text: string,
  { timeoutS }: Request,
  { stdout, signal, gradeNotebook, language }: SubmitIO,
): Promise<
  { readonly grade: Grade; readonly why?: never } | { readonly grade?: never; readonly why: string }
> {
  const spinner = showSpinner(stdout, language);
  try {
    const seed = randomInt(1, 2 ** 31);
    return {
      grade: await gradeNotebook(text, {
        timeoutS,
        seed,
        signal,
        language,
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

function stop({ stdout, signal, language }: SubmitIO): number {
  stdout.write(`${messages(language).submit.stopped}\n`);
  return signal.reason === "SIGINT" ? 130 : 143;
}

/** Until it has run, a notebook's language is that of the folder it lies in. */
function languageOf(path: string): Language | undefined {
  return path
    .split(sep)
    .reverse()
    .find((part): part is Language => languages.some((language) => language === part));
}

async function readNotebook(path: string, given: string, language: Language): Promise<string> {
  if (!/\.ipynb$/i.test(path)) throw new UsageError(messages(language).submit.notNotebook(given));
  let text: string;
  try {
    text = decodeText(await readFile(path));
  } catch (error) {
    throw new UsageError(messages(language).files.notThere(given), { cause: error });
  }
  if (!isRecord(parseJson(text))) throw new UsageError(messages(language).submit.notJson(given));
  if (!isHomework(text)) throw new UsageError(messages(language).submit.notHomework(given));
  return text;
}

/** From the options, else from an earlier hand-in, else from the person at the terminal. */
async function whoIsIt(
  request: Request,
  text: string,
  { ask, language }: SubmitIO,
): Promise<{ readonly name: string; readonly id: string }> {
  const words = messages(language).submit;
  const before = readSubmissionMetadata(text);
  let name = request.name ?? before.name;
  let id = request.id ?? before.id;
  if (ask) {
    name = usable("--name", name ?? (await ask(words.askName)), longestName, words);
    id ??= await ask(words.askId);
  }
  const missing = [...(name === undefined ? ["--name"] : []), ...(id === undefined ? ["--id"] : [])];
  if (missing.length > 0) throw new UsageError(words.missing(missing.join(", ")));
  return {
    name: usable("--name", name ?? "", longestName, words),
    id: usable("--id", id ?? "", longestId, words),
  };
}

function usable(option: string, value: string, longest: number, words: Messages["submit"]): string {
  const line = cleanLine(value, longest + 1);
  if (line === "") throw new UsageError(words.empty(option));
  if (Array.from(line).length > longest)
    throw new UsageError(words.tooLong(option, longest, cleanLine(value, 40)));
  return line;
}

async function chooseFile(
  request: Request,
  id: string,
  notebook: string,
  { cwd, language }: Pick<SubmitIO, "cwd" | "language">,
): Promise<string> {
  const words = messages(language).submit;
  const letters = id.normalize("NFKD").replace(/[^a-zA-Z0-9]+/g, "-");
  const path = resolve(cwd, request.out ?? `homework-${letters.replace(/^-+|-+$/g, "") || "student"}.ipynb`);
  if (path === notebook) throw new UsageError(words.itself(showPath(path, cwd)));
  if (!/\.ipynb$/i.test(path)) throw new UsageError(words.notEnding(showPath(path, cwd)));
  let there: string | undefined;
  try {
    there = await readFile(path, "utf8");
  } catch (error) {
    // Found out before the run, not after it.
    if (codeOf(error) !== "ENOENT")
      throw new UsageError(words.notWritten(showPath(path, cwd), codeOf(error)), { cause: error });
    if (!(await isFolder(dirname(path))))
      throw new UsageError(messages(language).files.notThere(showPath(dirname(path), cwd)));
  }
  if (there === undefined) return path;
  if (!isSubmission(parseJson(there))) throw new UsageError(words.taken(showPath(path, cwd)));
  // Somebody went on working in it, or an id with other signs has the same name.
  const before = readSubmissionMetadata(there);
  if (before.whole !== true || before.id !== id) throw new UsageError(words.otherWork(showPath(path, cwd)));
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
