import { isUtf8 } from "node:buffer";
import type { Dirent } from "node:fs";
import { open, readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Language } from "@async-lab/notebook";
import { decodeText } from "../text.js";
import { isNotebook } from "../read-notebook.js";
import { messages } from "../messages/index.js";
import { codeOf, UsageError } from "../command-line.js";

/** A notebook among the files: where it lies, and what it is called in lists. */
export interface FoundFile {
  readonly path: string;
  /** Below the folder that holds all that was given, as people know it. */
  readonly shownPath: string;
  /** What the system knows it by: names are bytes, and those of older systems are no UTF-8. */
  readonly file: Buffer;
  /** Not a file but a folder that cannot be listed, and the system's word for why. */
  readonly closed?: string;
}

/** What lies in the files and folders that were given. */
export interface FoundFiles {
  readonly files: readonly FoundFile[];
  /** What else lies there, as it is shown: no notebooks, and links. */
  readonly leftOut: readonly string[];
}

/** Larger files are not read, in bytes: outputs may be large, and are not needed. */
export const largestBytes = 256 * 2 ** 20;

/** What lies in a folder, before it has names for people. */
interface Entry {
  readonly path: string;
  readonly file: Buffer;
  readonly closed?: string;
  readonly isLeftOut?: boolean;
}

const notebookName = /\.ipynb$/i;
/** What systems put into folders by themselves; names that begin with a dot are left out as well. */
const ofSystem = /^(__MACOSX|Thumbs\.db|desktop\.ini|\$RECYCLE\.BIN)$/i;

/**
 * Lists the notebooks among files and folders, sorted, each once. A file is one by its name, or by what is in it:
 * browsers and mail programs add `.txt` to the name. In folders, links are not followed: whoever made the folder could
 * have them lead anywhere. One entry that cannot be read does not stop the others.
 *
 * @param cwd what relative paths start from
 * @param options.except what is no submission: the results of an earlier run, the roster
 * @throws UsageError in one line when what was given is not there, is no notebook, or holds none
 */
export async function findFiles(
  paths: readonly string[],
  cwd: string,
  { except, language }: { readonly except: readonly (string | undefined)[]; readonly language: Language },
): Promise<FoundFiles> {
  const words = messages(language).files;
  // By their bytes, of which several may be shown alike.
  const found = new Map<string, Entry>();
  const folders: string[] = [];
  for (const given of paths) {
    const path = resolve(cwd, given);
    const entry: Entry = { path, file: Buffer.from(path) };
    let kind;
    try {
      kind = await stat(path);
    } catch (error) {
      throw new UsageError(words.notThere(given), { cause: error });
    }
    if (kind.isDirectory()) {
      const below = await listFolder(entry, except);
      if (below.every(({ isLeftOut }) => isLeftOut)) throw new UsageError(words.noNotebooks(given));
      for (const one of below) found.set(one.file.toString("latin1"), one);
      folders.push(path);
    } else if (notebookName.test(path) || (await holdsNotebook(entry.file))) {
      found.set(entry.file.toString("latin1"), entry);
      folders.push(dirname(path));
    } else throw new UsageError(words.notNotebook(given));
  }
  const top = folders.reduce(commonFolder);
  const taken = new Set<string>();
  const shown = Array.from(found.values(), ({ isLeftOut = false, ...entry }) => ({
    entry: { ...entry, shownPath: showBelow(top, entry, taken) },
    isLeftOut,
  })).sort((a, b) => compareText(a.entry.shownPath, b.entry.shownPath));
  return {
    files: shown.filter(({ isLeftOut }) => !isLeftOut).map(({ entry }) => entry),
    leftOut: shown.filter(({ isLeftOut }) => isLeftOut).map(({ entry }) => entry.shownPath),
  };
}

function showBelow(top: string, { path, closed }: Entry, taken: Set<string>): string {
  const below = relative(top, path).split(sep).join("/");
  const name = closed === undefined ? below : `${below}/`;
  let shown = name;
  for (let number = 2; taken.has(shown); number += 1) shown = `${name} (${number})`;
  taken.add(shown);
  return shown;
}

function commonFolder(one: string, other: string): string {
  const [parts, others] = [one.split(sep), other.split(sep)];
  const differ = parts.findIndex((part, index) => part !== others[index]);
  return differ < 0 ? one : parts.slice(0, differ).join(sep) || sep;
}

async function listFolder(folder: Entry, except: readonly (string | undefined)[]): Promise<Entry[]> {
  let entries: Dirent<Buffer>[];
  try {
    entries = await readdir(folder.file, { withFileTypes: true, encoding: "buffer" });
  } catch (error) {
    return [{ ...folder, closed: codeOf(error) }];
  }
  const found: Entry[] = [];
  for (const entry of entries) {
    const name = isUtf8(entry.name) ? entry.name.toString() : entry.name.toString("latin1");
    const path = join(folder.path, name);
    if (name.startsWith(".") || ofSystem.test(name) || except.includes(path)) continue;
    const file = Buffer.concat([folder.file, Buffer.from(sep), entry.name]);
    if (entry.isDirectory()) found.push(...(await listFolder({ path, file }, except)));
    else {
      const isOne = entry.isFile() && (notebookName.test(name) || (await holdsNotebook(file)));
      found.push({ path, file, isLeftOut: !isOne });
    }
  }
  return found;
}

/** Whether a file of another name holds a notebook; one that does not begin like a notebook is not read further. */
async function holdsNotebook(file: Buffer): Promise<boolean> {
  try {
    // Opening a pipe would wait for its other end.
    const found = await stat(file);
    if (!found.isFile() || found.size > largestBytes) return false;
    await using opened = await open(file);
    const { bytesRead, buffer } = await opened.read(Buffer.alloc(64), 0, 64, 0);
    if (!/^\s*\{/.test(decodeText(buffer.subarray(0, bytesRead)))) return false;
    return isNotebook(decodeText(await readFile(file)));
  } catch {
    return false;
  }
}

/** The same order whatever the machine's language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
