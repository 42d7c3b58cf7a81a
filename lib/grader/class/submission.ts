import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { say } from "../words/index.js";
import { UseError } from "../use-error.js";
import { readHandedIn, type HandedIn } from "./handed-in.js";
import { identify, type Student } from "./student.js";
import type { Enrolled } from "./roster.js";

/** A file that was handed in; it is only ever read. */
export interface Submission {
  readonly path: string;
  /** Below the folder that holds all that was given, as people know it. */
  readonly shownPath: string;
  readonly text: string;
  /** SHA-256 of its bytes. */
  readonly hash: string;
  readonly modifiedAt: Date;
  readonly handedIn: HandedIn;
  readonly student: Student;
  /** Why it was not read, in one line. */
  readonly unread?: string;
}

const largestBytes = 50 * 2 ** 20;

/** A notebook among the files: where it lies, and what it is called in lists. */
export interface FoundFile {
  readonly path: string;
  readonly shownPath: string;
}

/**
 * Lists the notebooks among files and folders, sorted, each once. In folders, links are not followed: whoever made the
 * folder could have them lead anywhere.
 *
 * @param cwd what relative paths start from
 * @param except folders to leave out: the results of earlier runs
 * @throws UseError in one line when something is not there, is no notebook, or holds none
 */
export async function listFiles(
  paths: readonly string[],
  cwd: string,
  except: readonly string[],
): Promise<FoundFile[]> {
  const words = say().files;
  const found = new Set<string>();
  const folders: string[] = [];
  for (const given of paths) {
    const path = resolve(cwd, given);
    let kind;
    try {
      kind = await stat(path);
    } catch (error) {
      throw new UseError(words.notThere(given), { cause: error });
    }
    if (kind.isDirectory()) {
      const below = await listFolder(path, except);
      if (below.length === 0) throw new UseError(words.noNotebooks(given));
      for (const file of below) found.add(file);
      folders.push(path);
    } else if (/\.ipynb$/i.test(path)) {
      found.add(path);
      folders.push(dirname(path));
    } else throw new UseError(words.notNotebook(given));
  }
  const top = folders.reduce(commonFolder);
  return Array.from(found, (path) => ({ path, shownPath: relative(top, path).split(sep).join("/") })).sort(
    (a, b) => compareText(a.shownPath, b.shownPath),
  );
}

function commonFolder(one: string, other: string): string {
  const [parts, others] = [one.split(sep), other.split(sep)];
  const differ = parts.findIndex((part, index) => part !== others[index]);
  return differ < 0 ? one : parts.slice(0, differ).join(sep) || sep;
}

async function listFolder(folder: string, except: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".") || except.includes(path) || entry.name === "__MACOSX") continue;
    if (entry.isDirectory()) files.push(...(await listFolder(path, except)));
    else if (entry.isFile() && /\.ipynb$/i.test(entry.name)) files.push(path);
  }
  return files;
}

/** Reads one file, and whose it is. */
export async function readSubmission(
  { path, shownPath }: FoundFile,
  roster: readonly Enrolled[] | undefined,
): Promise<Submission> {
  const words = say().files;
  const { mtime, size } = await stat(path);
  const tooLarge = size > largestBytes;
  let bytes: Buffer = Buffer.alloc(0);
  let unread = tooLarge ? words.tooLarge(Math.round(size / 2 ** 20), largestBytes / 2 ** 20) : undefined;
  try {
    if (!tooLarge) bytes = await readFile(path);
  } catch (error) {
    unread = words.unreadable((error as NodeJS.ErrnoException).code ?? String(error));
  }
  const text = new TextDecoder().decode(bytes);
  const handedIn = readHandedIn(text);
  return {
    path,
    shownPath,
    text,
    hash: createHash("sha256").update(bytes).digest("hex"),
    modifiedAt: mtime,
    handedIn,
    student: identify(handedIn, shownPath, roster),
    ...(unread === undefined ? {} : { unread }),
  };
}

/** The same order whatever the machine's language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
