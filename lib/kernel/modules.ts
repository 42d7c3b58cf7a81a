/**
 * Where a cell's imports are looked for: first as Node would from the notebook's folder, then among the
 * course's own packages, so that a notebook in a downloads folder runs too.
 */
import { createRequire, isBuiltin } from "node:module";
import { join, parse } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { courseFolder } from "../notebook/index.js";
import { ts } from "./tslab.js";

/** Loads a module for a cell's `import()`, with ES modules' rules. */
export type ImportModule = (specifier: string) => Promise<unknown>;

/** How cells load modules. */
export interface ModuleLoader {
  readonly require: (specifier: string) => unknown;
  readonly importModule: ImportModule;
  /** Loads ahead those of a cell's static imports that only `import()` can load. */
  readonly prepare: (specifiers: readonly string[]) => Promise<void>;
}

const ownName = "async-lab";

/**
 * TypeScript refuses to name a type that lies in a file which a package does not export (TS2742), and a cell's
 * names must have types for the next cell. It knows such files by `/node_modules/` in their real path; spelled
 * like this they are files as any other.
 */
const renamed = "/node_modules~/";

/**
 * Shows the course's packages to the compiler as if they lay in `node_modules` at the root of the file
 * system, the last place TypeScript looks in: a notebook's own packages come first.
 *
 * @param folder the notebook's folder
 */
export function showCoursePackages(folder: string): void {
  const { sys } = ts;
  const mount = `${parse(folder).root.replaceAll("\\", "/")}node_modules`;
  const course = courseFolder().replaceAll("\\", "/");
  const behind = (shown: string) => {
    const path = shown.replaceAll(renamed, "/node_modules/");
    if (path !== mount && !path.startsWith(`${mount}/`)) return path;
    const rest = path.slice(mount.length);
    return rest === "/async-lab" || rest.startsWith("/async-lab/")
      ? course + rest.slice("/async-lab".length)
      : `${course}/node_modules${rest}`;
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

/**
 * Makes the `require` and the `import()` of cells.
 *
 * @param folder the notebook's folder
 * @param requireOfTslab tslab's `require`, which knows `tslab` itself and modules written in cells
 */
export function createModuleLoader(folder: string, requireOfTslab: NodeJS.Require): ModuleLoader {
  // By its file: where only parts of the course's folder may be read, as in grading, no package finds itself by name.
  const ownFile = join(courseFolder(), "dist", "index.js");
  const coursePackage = join(courseFolder(), "package.json");
  const requireOfCourse = createRequire(coursePackage);
  const importFromNotebook = importerOf(join(folder, "notebook.js"));
  const importFromCourse = importerOf(coursePackage);
  /** ES modules that `require` refuses, because their graph awaits at its top level. */
  const imported = new Map<string, unknown>();

  const requireForCell = (specifier: string): unknown => {
    if (imported.has(specifier)) return imported.get(specifier);
    try {
      return requireOfTslab(specifier);
    } catch (error) {
      if (!isMissing(error, specifier)) throw error;
      try {
        return requireOfCourse(specifier === ownName ? ownFile : specifier);
      } catch (second) {
        throw isMissing(second, specifier) ? moduleNotFound(specifier, error) : second;
      }
    }
  };

  const importModule: ImportModule = async (specifier) => {
    if (specifier === "tslab" || /^\.{1,2}\//.test(specifier)) {
      return namespaceOf(requireForCell(specifier));
    }
    try {
      return await importFromNotebook(specifier);
    } catch (error) {
      if (isBuiltin(specifier) || !isMissing(error, specifier)) throw error;
      try {
        return await importFromCourse(specifier === ownName ? pathToFileURL(ownFile).href : specifier);
      } catch (second) {
        throw isMissing(second, specifier) ? moduleNotFound(specifier, error) : second;
      }
    }
  };

  const prepare = async (specifiers: readonly string[]) => {
    for (const specifier of specifiers) {
      if (imported.has(specifier)) continue;
      try {
        requireForCell(specifier);
      } catch (error) {
        if (!needsImport(error)) throw error;
        imported.set(specifier, await importModule(specifier));
      }
    }
  };
  return { require: requireForCell, importModule, prepare };
}

function importerOf(file: string): ImportModule {
  const script = new vm.Script("(specifier) => import(specifier)", {
    filename: file,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return script.runInThisContext() as ImportModule;
}

function namespaceOf(exports: unknown): unknown {
  if (typeof exports === "object" && exports !== null && "default" in exports) return exports;
  return { ...(exports as object), default: exports };
}

/** Codes of a package that exists but cannot be required: it awaits at its top level, or is for `import` only. */
function needsImport(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === "ERR_REQUIRE_ASYNC_MODULE" || code === "ERR_PACKAGE_PATH_NOT_EXPORTED";
}

function isMissing(error: unknown, specifier: string): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (
    (code === "MODULE_NOT_FOUND" || code === "ERR_MODULE_NOT_FOUND") &&
    (message ?? "").includes(`'${specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/")}`)
  );
}

function moduleNotFound(specifier: string, cause: unknown): Error {
  const error = new Error(
    `Cannot find the module '${specifier}', neither beside the notebook nor among the course's packages; ` +
      `is the name right? Otherwise "npm install ${specifier}" in the notebook's folder brings it.`,
    { cause },
  );
  return Object.assign(error, { code: "MODULE_NOT_FOUND" });
}
