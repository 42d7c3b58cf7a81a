/**
 * The learner's own files, and cells that are modules: which there are, what is in them, and which have changed
 * since they were loaded. Node keeps a module for ever; a file that was edited gets another address instead.
 */
import { createHash } from "node:crypto";
import { readFileSync, realpathSync, statSync, type BigIntStats } from "node:fs";
import { createRequire } from "node:module";
import { extname, join, normalize, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isLearners } from "./packages.js";

interface KnownFile {
  /** When it was written, in short; nothing while it does not exist. */
  stamp: string | undefined;
  digest: string | undefined;
  /** Called when its content is another. */
  readonly watchers: Set<(exists: boolean) => void>;
  isLoaded: boolean;
  readonly imports: Set<string>;
  /** How often it had to be loaded again. */
  version: number;
}

/** A module that was written in a cell. */
export interface ModuleCell {
  readonly text: string;
  readonly executionCount: number;
}

const moduleCells = new Map<string, ModuleCell>();
const known = new Map<string, KnownFile>();
const edited = new Set<string>();
const loadedByPath = createRequire(import.meta.url).cache;

/** Endings that an import may leave out, in the order of TypeScript. */
const endings = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json"];
/** An import may name what TypeScript would write, for the file that is there. */
const writtenInstead = new Map([
  [".js", [".ts", ".tsx"]],
  [".jsx", [".tsx"]],
  [".mjs", [".mts"]],
  [".cjs", [".cts"]],
]);

/** Whether an import names a file, and no package. */
export function namesFile(specifier: string): boolean {
  return /^(?:\.{0,2}[\\/]|\.{1,2}$|file:|[A-Za-z]:[\\/])/.test(specifier);
}

/** The learner's file at an address of Node's; nothing for what is none. */
export function learnersPath(url: string | undefined): string | undefined {
  if (!url?.startsWith("file:")) return undefined;
  const path = fileURLToPath(url.replace(/[?#].*$/, ""));
  return isLearners(path) ? path : undefined;
}

/**
 * Finds the file that an import names, as TypeScript does.
 *
 * @param folder where the importing file lies
 * @example
 * findFile("/notebooks", "./helper") // "/notebooks/helper.ts"
 */
export function findFile(folder: string, specifier: string): string | undefined {
  const path = specifier.startsWith("file:") ? fileURLToPath(specifier) : resolve(folder, specifier);
  const ending = extname(path);
  const instead = writtenInstead.get(ending) ?? [];
  const candidates = [
    ...instead.map((other) => path.slice(0, -ending.length) + other),
    path,
    ...endings.map((one) => path + one),
    ...endings.map((one) => join(path, `index${one}`)),
  ];
  const found = candidates.find((one) => moduleCells.has(one) || statsOf(one) !== undefined);
  return found === undefined || moduleCells.has(found) ? found : realpathSync(found);
}

/** Of a file that may be read. */
function statsOf(path: string): BigIntStats | undefined {
  try {
    const stats = statSync(path, { bigint: true });
    return stats.isFile() ? stats : undefined;
  } catch {
    return undefined;
  }
}

/** What is in a file; nothing if it cannot be read. */
export function readLocal(path: string): string | undefined {
  try {
    return moduleCells.get(path)?.text ?? readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch {
    return undefined;
  }
}

/** The cell that is the module of that path. */
export function moduleCell(path: string): ModuleCell | undefined {
  return moduleCells.get(normalize(path));
}

/** A cell is a module from now on; one that it had imported before is loaded again. */
export function addModuleCell(path: string, cell: ModuleCell): void {
  moduleCells.set(path, cell);
  findChanges();
}

/** The address to load a file at: another one each time that it, or what it imports, has changed. */
export function addressOf(path: string): string {
  const { version } = know(path);
  const { href } = pathToFileURL(path);
  return version === 0 ? href : `${href}?v=${version}`;
}

/** How often a file had to be loaded again. */
export function versionOf(path: string): number {
  return known.get(path)?.version ?? 0;
}

/** A file was loaded, for the importing one. */
export function noteLoaded(path: string, importing: string): void {
  know(path).isLoaded = true;
  edited.delete(path);
  known.get(importing)?.imports.add(path);
}

/** Calls back whenever `findChanges` finds another content. */
export function watchLocal(path: string, onChange: (exists: boolean) => void): { close: () => void } {
  const { watchers } = know(normalize(path));
  watchers.add(onChange);
  return { close: () => watchers.delete(onChange) };
}

/** Finds which files have changed, and calls their watchers. Events of the file system come too late for that. */
export function findChanges(): void {
  const changed = [...known].filter(([path, file]) => hasChanged(path, file));
  for (const [path, file] of changed) {
    for (const notify of file.watchers) notify(file.digest !== undefined);
    if (!file.isLoaded) continue;
    edited.add(path);
    loadAgain(importersOf(path));
  }
}

/**
 * The files that were edited after a cell had loaded them, each once, and not those that a cell loads now.
 *
 * @param folder the notebook's
 * @param source the cell
 */
export function takeEdited(folder: string, source: string): string[] {
  if (edited.size === 0) return [];
  const texts = [...source.matchAll(/(["'`])([^"'`\n]+)\1/g)].map(([, , text = ""]) => text);
  const loaded = new Set(texts.filter(namesFile).map((text) => findFile(folder, text)));
  const told = [...edited].filter((path) => !importersOf(path).some((one) => loaded.has(one)));
  edited.clear();
  return told;
}

/** A file could not be loaded, for whatever reason: next time it is tried again, with all that it imports. */
export function forgetFailed(path: string): void {
  const failed = new Set([path]);
  for (const one of failed) for (const imported of known.get(one)?.imports ?? []) failed.add(imported);
  loadAgain([...failed]);
}

let latest = 0;

function loadAgain(paths: readonly string[]): void {
  latest += 1;
  for (const path of paths) {
    const file = know(path);
    if (!file.isLoaded) continue;
    file.version = latest;
    file.isLoaded = false;
    // Of what is no ES module Node knows only the path.
    Reflect.deleteProperty(loadedByPath, path);
  }
}

/** The file, and all that import it, also by way of others. */
function importersOf(path: string): string[] {
  const found = new Set([path]);
  for (const one of found) for (const [other, { imports }] of known) if (imports.has(one)) found.add(other);
  return [...found];
}

function know(path: string): KnownFile {
  let file = known.get(path);
  if (!file) {
    file = {
      stamp: stampOf(path),
      digest: digestOf(path),
      watchers: new Set(),
      isLoaded: false,
      imports: new Set(),
      version: 0,
    };
    known.set(path, file);
  }
  return file;
}

function hasChanged(path: string, file: KnownFile): boolean {
  const stamp = stampOf(path);
  if (stamp === file.stamp) return false;
  file.stamp = stamp;
  const digest = digestOf(path);
  if (digest === file.digest) return false;
  file.digest = digest;
  return true;
}

function stampOf(path: string): string | undefined {
  const cell = moduleCells.get(path);
  if (cell) return `cell ${cell.executionCount}`;
  const stats = statsOf(path);
  return stats && [stats.mtimeNs, stats.ctimeNs, stats.size, stats.ino].join(" ");
}

function digestOf(path: string): string | undefined {
  const text = readLocal(path);
  return text === undefined ? undefined : createHash("sha1").update(text).digest("base64");
}
