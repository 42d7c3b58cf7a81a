/**
 * Where a cell's imports are looked for: first as Node would from the notebook's folder, then among the packages of the
 * project that the kernel was started with, so that a notebook in a downloads folder runs too.
 */
import { createRequire } from "node:module";
import { join, parse } from "node:path";
import vm from "node:vm";
import { messages } from "./messages/index.js";
import { addressOf, findChanges, findFile, forgetFailed, namesFile } from "./local-files.js";
import { registerModuleHooks, type EmitFile } from "./module-hooks.js";
import { tslabFolder } from "./packages.js";
import { project } from "./settings.js";
import { ts } from "./tslab.js";

/** Loads a module for a cell's `import()`, with ES modules' rules. */
export type ImportModule = (specifier: string | URL, options?: ImportCallOptions) => Promise<unknown>;

/** How cells load modules. */
export interface ModuleLoader {
  readonly require: (specifier: string) => unknown;
  readonly importModule: ImportModule;
  /** Loads ahead what a cell imports statically, if only `import()` can load it; `names` must be there. */
  readonly prepare: (specifier: string, names: readonly string[]) => Promise<void>;
  /** The cell was stopped: what it had begun to import begins anew when it is imported again. */
  readonly abandon: () => void;
}

/**
 * TypeScript refuses to name a type that lies in a file which a package does not export (TS2742), and a cell's
 * names must have types for the next cell. It knows such files by `/node_modules/` in their real path; spelled
 * like this they are files as any other.
 */
const renamed = "/node_modules~/";
/** It, or the folder itself: TypeScript looks whether that is there before it looks in it. */
const renamedFolder = /\/node_modules~(?=\/|$)/g;

/**
 * Shows tslab and the project's packages to the compiler as if they lay in `node_modules` at the root of the file
 * system, the last place TypeScript looks in: a notebook's own packages come first.
 *
 * @param folder the notebook's folder
 */
export function showSharedPackages(folder: string): void {
  const { sys } = ts;
  const mount = sharedPackages(folder);
  const tslab = tslabFolder.replaceAll("\\", "/");
  const shared = project === undefined ? undefined : `${project.replaceAll("\\", "/")}/node_modules`;
  const behind = (shown: string) => {
    const path = shown.replace(renamedFolder, "/node_modules");
    if (path !== mount && !path.startsWith(`${mount}/`)) return path;
    const within = path.slice(mount.length);
    if (/^\/tslab(?:\/|$)/.test(within)) return tslab + within.slice("/tslab".length);
    // Something must be there for TypeScript to look for tslab in it.
    return (shared ?? (within === "" ? tslab : mount)) + within;
  };
  const real = { ...sys };
  sys.readFile = (path, encoding) => real.readFile(behind(path), encoding);
  sys.fileExists = (path) => real.fileExists(behind(path));
  sys.directoryExists = (path) => real.directoryExists(behind(path));
  sys.getDirectories = (path) => real.getDirectories(behind(path));
  sys.realpath = (path) => {
    const file = behind(path);
    // A path that only tslab knows, of its own declarations, stays as it is.
    if (!real.fileExists(file) && !real.directoryExists(file)) return path;
    return (real.realpath?.(file) ?? file).replaceAll("/node_modules/", renamed);
  };
}

/** The folder that packages of tslab and of the project seem to lie in. */
export function sharedPackages(folder: string): string {
  return `${parse(folder).root.replaceAll("\\", "/")}node_modules`;
}

/**
 * Makes the `require` and the `import()` of cells.
 *
 * @param folder the notebook's folder
 * @param emit compiles a file that a cell imports
 */
export function createModuleLoader(folder: string, emit: EmitFile): ModuleLoader {
  registerModuleHooks(emit);
  const notebook = join(folder, "notebook.js");
  const requireFromNotebook = createRequire(notebook);
  const importFromNotebook = importerOf(notebook);
  /** What only `import()` can load: learner's files, by address, since they may change; and what awaits at its top. */
  const imported = new Map<string, unknown>();

  /** The file of an import, as it is now: the cell itself may have written it. */
  const findNow = (specifier: string) => {
    if (!namesFile(specifier)) return undefined;
    findChanges();
    return findFile(folder, specifier);
  };

  const addressFor = (specifier: string) => {
    const path = findNow(specifier);
    return path === undefined ? specifier : addressOf(path);
  };

  const requireForCell = (specifier: string): unknown => {
    const address = addressFor(specifier);
    return imported.has(address) ? imported.get(address) : requireFromNotebook(specifier);
  };

  const begun = new Set<string>();
  const importModule: ImportModule = async (specifier, options) => {
    const path = findNow(String(specifier));
    if (path !== undefined) begun.add(path);
    try {
      return await importFromNotebook(specifier, options);
    } catch (error) {
      if (path !== undefined) forgetFailed(path);
      throw error;
    } finally {
      if (path !== undefined) begun.delete(path);
    }
  };
  const abandon = () => {
    for (const path of begun) forgetFailed(path);
    begun.clear();
  };

  const prepare: ModuleLoader["prepare"] = async (specifier, names) => {
    const address = addressFor(specifier);
    try {
      if (address === specifier) requireForCell(specifier);
    } catch (error) {
      if (!needsImport(error)) throw error;
      imported.set(specifier, asRequired(await importModule(specifier)));
    }
    if (address === specifier) return;
    const module = asRequired(await importModule(specifier));
    imported.set(address, module);
    // TypeScript has told it already, but for files without types.
    const missing = names.find((name) => name !== "default" && !(name in Object(module)));
    if (missing !== undefined) throw new SyntaxError(messages().noExport(specifier, missing));
  };
  return { require: Object.assign(requireForCell, requireFromNotebook), importModule, prepare, abandon };
}

function importerOf(file: string): ImportModule {
  const script = new vm.Script("(specifier, options) => import(specifier, options)", {
    filename: file,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return script.runInThisContext() as ImportModule;
}

/** A module as `require` gives it: what CommonJS exports, or a namespace that TypeScript takes for an ES module's. */
function asRequired(namespace: unknown): unknown {
  const module = namespace as object;
  if ("module.exports" in module) return module["module.exports"];
  return new Proxy(module, {
    get: (target, name): unknown => (name === "__esModule" ? true : Reflect.get(target, name)),
  });
}

/** Codes of a package that exists but cannot be required: it awaits at its top level, or is for `import` only. */
function needsImport(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === "ERR_REQUIRE_ASYNC_MODULE" || code === "ERR_PACKAGE_PATH_NOT_EXPORTED";
}
