/**
 * TypeScript's language service, as editors use it, on a cell that is being written. It knows what earlier cells
 * declared, and takes the parsed files of the compiler's program: it costs little memory.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type TypeScript from "typescript";
import { sharedPackages } from "./modules.js";
import type { Compilation } from "./program.js";
import { rareModules } from "./rare-modules.js";
import { project } from "./settings.js";
import { cellPrefix, ts } from "./tslab.js";

/** What is known of a place in a cell. */
export interface CellHelp extends TypeScript.QuickInfo {
  /** The call that the place lies in, where it lies in one. */
  readonly call: TypeScript.SignatureHelpItems | undefined;
  /** Whether that call is a `new …(…)`. */
  readonly isNew: boolean;
}

/** What can stand at a place; each candidate replaces the text from `start` to `end`. */
export interface Completions {
  readonly start: number;
  readonly end: number;
  readonly candidates: string[];
}

/** TypeScript does not declare that its files have versions. */
type ParsedFile = TypeScript.SourceFile & { version?: string };

type Registry = TypeScript.DocumentRegistry;

/** Answers what an editor asks. */
export class CellLanguageService {
  readonly #compilation: () => Compilation;
  readonly #cell: string;
  readonly #declarations: string;
  readonly #texts = new Map<string, string>();
  /** Parsed files that the compiler has not: the cell, and what only this cell imports. */
  readonly #parsed = new Map<string, ParsedFile>();
  #version = 0;
  #service: TypeScript.LanguageService | undefined;

  /**
   * @param folder the notebook's folder
   * @param compilation returns the compiler's last program
   */
  constructor(folder: string, compilation: () => Compilation) {
    this.#compilation = compilation;
    this.#cell = join(folder, "__cell__.ts").replaceAll("\\", "/");
    this.#declarations = join(folder, "__declared__.d.ts").replaceAll("\\", "/");
  }

  /**
   * Tells what stands at a place, and of the call around it which parameter it is.
   *
   * @param declarations what earlier cells declared
   * @param position in UTF-16 units
   */
  inspect(declarations: string, source: string, position: number): CellHelp {
    const place = position + cellPrefix.length;
    const { info, call } = this.#ask(declarations, source, (service) => ({
      info: service.getQuickInfoAtPosition(this.#cell, place),
      call: service.getSignatureHelpItems(this.#cell, place, undefined),
    }));
    const span = info?.textSpan ?? { start: place, length: 0 };
    const isNew = /\bnew\s+[\w$.]+\s*(?:<[^()]*>?)?\s*\(?$/.test(
      (cellPrefix + source).slice(0, call?.applicableSpan.start ?? 0),
    );
    const nothing = { kind: ts.ScriptElementKind.unknown, kindModifiers: "" };
    return { ...nothing, ...info, call, isNew, textSpan: { ...span, start: span.start - cellPrefix.length } };
  }

  /** Lists what can stand at a place, best first, and what it replaces. */
  complete(declarations: string, source: string, position: number): Completions {
    const place = position + cellPrefix.length;
    const info = this.#ask(declarations, source, (service) =>
      service.getCompletionsAtPosition(this.#cell, place, undefined),
    );
    const text = cellPrefix + source;
    const word = info?.optionalReplacementSpan ?? wordAt(text, place);
    const found = (info?.entries ?? []).flatMap((entry) => {
      const { start, length } = entry.replacementSpan ?? word;
      const name = entry.insertText ?? entry.name;
      const rank = rankOf(name, text.slice(start, place));
      return rank === undefined
        ? []
        : [{ name, start, end: start + length, order: `${rank}${entry.sortText}` }];
    });
    found.push(...findRareModules(text, place));
    found.sort((a, b) => a.order.localeCompare(b.order) || a.name.localeCompare(b.name));
    // The protocol knows one range for all: of a path, some names replace the whole and some what follows the last slash.
    const start = Math.min(place, ...found.map((one) => one.start));
    const end = Math.max(place, ...found.map((one) => one.end));
    const candidates = found.map((one) => text.slice(start, one.start) + one.name + text.slice(one.end, end));
    return {
      start: start - cellPrefix.length,
      end: end - cellPrefix.length,
      candidates: [...new Set(candidates)],
    };
  }

  #ask<T>(declarations: string, source: string, question: (service: TypeScript.LanguageService) => T): T {
    this.#texts.set(this.#cell, cellPrefix + source);
    this.#texts.set(this.#declarations, cellPrefix + declarations);
    this.#version += 1;
    const service = this.#service ?? ts.createLanguageService(this.#host(), this.#registry());
    // Not kept after a failure inside TypeScript or an interrupt, which leave it half updated.
    this.#service = undefined;
    const program = service.getProgram();
    const cell = program?.getSourceFile(this.#cell) as { parent?: TypeScript.Node } | undefined;
    const declared = program?.getSourceFile(this.#declarations);
    // As tslab does it: what a cell does not declare itself is looked for among what earlier cells declared.
    if (cell && declared) cell.parent = declared;
    const answer = question(service);
    this.#service = service;
    return answer;
  }

  #host(): TypeScript.LanguageServiceHost {
    const { sys } = ts;
    return {
      getCompilationSettings: () => ({ ...this.#compilation().options, allowJs: true }),
      getScriptFileNames: () => [this.#declarations, this.#cell],
      getProjectVersion: () => String(this.#version),
      getScriptVersion: (path) =>
        this.#texts.has(path)
          ? String(this.#version)
          : (this.#shared(path)?.version ?? String(sys.getModifiedTime?.(path)?.getTime() ?? 0)),
      getScriptSnapshot: (path) => {
        const text = this.#texts.get(path) ?? this.#shared(path)?.text ?? sys.readFile(path);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => sys.getCurrentDirectory(),
      getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
      useCaseSensitiveFileNames: () => true,
      fileExists: (path) => this.#texts.has(path) || sys.fileExists(path),
      readFile: (path, encoding) => this.#texts.get(path) ?? sys.readFile(path, encoding),
      directoryExists: (path) => sys.directoryExists(path),
      getDirectories: (path) => listFolders(path),
      readDirectory: (folder, ...rest) => [
        ...sys.readDirectory(folder, ...rest),
        ...this.#moduleCells(folder.replace(/\/$/, "")),
      ],
      realpath: (path) => sys.realpath?.(path) ?? path,
      resolveModuleNameLiterals: (...names) => this.#compilation().resolve(...names),
    };
  }

  /** Cells that are modules are files of the compiler's program, and none of the file system. */
  #moduleCells(folder: string): string[] {
    const files = this.#compilation().program.getSourceFiles();
    return files
      .map(({ fileName }) => fileName)
      .filter((path) => dirname(path) === folder && !/\/__\w+__\.(?:d\.)?ts$/.test(path))
      .filter((path) => !ts.sys.fileExists(path));
  }

  /** A file of the compiler's program, but for what may have been edited since. */
  #shared(path: string): ParsedFile | undefined {
    if (this.#texts.has(path) || (!/\.d\.[cm]?ts$/.test(path) && ts.sys.fileExists(path))) return undefined;
    return this.#compilation().program.getSourceFile(path);
  }

  #registry(): Registry {
    const acquire: Registry["acquireDocument"] = (path, _settings, snapshot, version, kind, options) => {
      const shared = this.#shared(path);
      if (shared) return shared;
      const parsed = this.#parsed.get(path);
      if (parsed?.version === version) return parsed;
      const target = options ?? ts.ScriptTarget.ESNext;
      const file = ts.createLanguageServiceSourceFile(path, snapshot, target, version, false, kind);
      this.#parsed.set(path, file);
      return file;
    };
    const acquireWithKey: Registry["acquireDocumentWithKey"] = (path, _path, settings, _key, ...rest) =>
      acquire(path, settings, ...rest);
    return {
      acquireDocument: acquire,
      acquireDocumentWithKey: acquireWithKey,
      updateDocument: acquire,
      updateDocumentWithKey: acquireWithKey,
      getKeyForCompilationSettings: () => "cell" as TypeScript.DocumentRegistryBucketKey,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- one of its overloads is
      releaseDocument: () => undefined,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
      releaseDocumentWithKey: () => undefined,
      reportStats: () => "",
    };
  }
}

/** Modules of Node that the compiler does not know yet, where the name of a module is written. */
function findRareModules(text: string, place: number) {
  const before = /\b(?:from|import|(?:import|require)\s*\()\s*["'`]([^"'`\n]*)$/.exec(text.slice(0, place));
  const typed = before?.[1];
  if (typed === undefined) return [];
  const end = place + (/^[^"'`\n]*/.exec(text.slice(place))?.[0].length ?? 0);
  return rareModules
    .flatMap((name) => [name, `node:${name}`])
    .filter((name) => name.startsWith(typed))
    .map((name) => ({ name, start: place - typed.length, end, order: "0" }));
}

/** How well a name fits what was typed of it: 0 best, nothing where it does not. */
function rankOf(name: string, typed: string): number | undefined {
  // A property that needs quotes is found without them.
  const [wanted, given] = [name.replace(/^["']/, ""), typed.replace(/^["']/, "")];
  if (wanted.startsWith(given)) return 0;
  const place = wanted.toLowerCase().indexOf(given.toLowerCase());
  return place < 0 ? undefined : place === 0 ? 1 : 2;
}

function wordAt(text: string, place: number): TypeScript.TextSpan {
  const before = /[\p{ID_Continue}$]*$/u.exec(text.slice(0, place))?.[0].length ?? 0;
  const after = /^[\p{ID_Continue}$]*/u.exec(text.slice(place))?.[0].length ?? 0;
  return { start: place - before, length: before + after };
}

/** Names of packages are names of folders; of the project's packages only those are offered that it has on purpose. */
function listFolders(path: string): string[] {
  const folders = ts.sys.getDirectories(path).filter((name) => !/^\.|^node_modules$/.test(name));
  const folder = path.replace(/\/$/, "");
  const shared = sharedPackages(process.cwd());
  if (project === undefined) return folder === shared ? [] : folders;
  if (folder !== shared && folder !== `${project.replaceAll("\\", "/")}/node_modules`) return folders;
  const { dependencies } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as {
    dependencies?: Readonly<Record<string, string>>;
  };
  const offered = new Set(Object.keys(dependencies ?? {}).map((name) => name.split("/", 1)[0]));
  offered.delete("@types");
  return folders.filter((name) => offered.has(name));
}
