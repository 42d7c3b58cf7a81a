/**
 * How Node finds and loads what cells and the learner's own files import: TypeScript as well as JavaScript, packages
 * also from among the project's, and a file that was edited anew.
 */
import {
  createRequire,
  isBuiltin,
  registerHooks,
  type LoadHookSync,
  type ResolveHookSync,
} from "node:module";
import { basename, dirname, extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type TypeScript from "typescript";
import { messages } from "./messages/index.js";
import {
  addressOf,
  findFile,
  learnersPath,
  moduleCell,
  namesFile,
  noteLoaded,
  readLocal,
  versionOf,
} from "./local-files.js";
import { registerSource } from "./local-sources.js";
import { isLearners } from "./packages.js";
import { parseErrorsOf } from "./typescript.js";
import { project } from "./settings.js";
import { embeddedMap, positionsOf, withoutMap, type FindPosition } from "./source-maps.js";
import { ts } from "./tslab.js";

/** Compiles a file as the cells' program knows it; nothing where the program has not that text of it. */
export type EmitFile = (path: string, text: string) => EmittedFile | undefined;

/** A file as an ES module, with a source map behind it. */
export interface EmittedFile {
  readonly code: string;
  /** Lines that stand before the file's own in what was compiled. */
  readonly linesBefore: number;
}

// The compiler replaces this function with one for cells.
const { transpileModule } = ts;

/**
 * Registers the hooks.
 *
 * @param emit compiles what the program of the cells knows, with the types of what it imports
 */
export function registerModuleHooks(emit: EmitFile): void {
  registerHooks({ resolve: createResolve(), load: createLoad(emit) });
}

function createResolve(): ResolveHookSync {
  const resolveFromKernel = resolverFrom(import.meta.url);
  const projectAddress = project && pathToFileURL(join(project, "package.json")).href;
  const resolveFromProject = projectAddress && resolverFrom(projectAddress);

  return (specifier, context, next) => {
    const importing = context.parentURL === projectAddress ? undefined : learnersPath(context.parentURL);
    if (importing === undefined || isBuiltin(specifier)) return next(specifier, context);
    if (specifier === "tslab") return resolveFromKernel(specifier, context, next);
    if (namesFile(specifier)) {
      const folder = dirname(importing);
      const path = findFile(folder, specifier);
      if (path === undefined) return resolveByNode(folder, specifier, context, next);
      if (!isLearners(path)) return next(specifier, context);
      noteLoaded(path, importing);
      return { url: addressOf(path), shortCircuit: true };
    }
    try {
      return next(specifier, context);
    } catch (error) {
      if (!isMissing(error, specifier)) throw error;
      if (!resolveFromProject) throw packageNotFound(specifier, error);
      try {
        return resolveFromProject(specifier, context, next);
      } catch (second) {
        throw isMissing(second, specifier) ? packageNotFound(specifier, error) : second;
      }
    }
  };
}

/** Resolves as if the file at `address` imported. */
function resolverFrom(address: string): ResolveHookSync {
  const require = createRequire(address);
  return (specifier, context, next) => {
    if (!context.conditions.includes("require")) return next(specifier, { ...context, parentURL: address });
    return { url: pathToFileURL(require.resolve(specifier)).href, shortCircuit: true };
  };
}

/** What Node finds in its own ways: a folder's `package.json` may name the file. */
function resolveByNode(folder: string, ...[specifier, context, next]: Parameters<ResolveHookSync>) {
  try {
    return next(specifier, context);
  } catch (error) {
    const { code } = error as { code?: string };
    const isMissing = ["MODULE_NOT_FOUND", "ERR_MODULE_NOT_FOUND", "ERR_UNSUPPORTED_DIR_IMPORT"].includes(
      code ?? "",
    );
    throw isMissing ? notFound(messages().fileNotFound(specifier, folder), error) : error;
  }
}

function createLoad(emit: EmitFile): LoadHookSync {
  return (url, context, next) => {
    const path = learnersPath(url);
    const text =
      path !== undefined && /\.(?:[cm]?[jt]s|[jt]sx|json)$/.test(path) ? readLocal(path) : undefined;
    if (path === undefined || text === undefined) return next(url, context);
    const isRequired = context.conditions.includes("require");
    const version = versionOf(path);
    if (path.endsWith(".json")) {
      if (isRequired || context.importAttributes.type === "json") return next(url, context);
      return { format: "module", source: jsonModule(path, text), shortCircuit: true };
    }
    const file = parse(path, text);
    const register = (name: string, findPosition: FindPosition) =>
      registerSource(name, path, version, text, findPosition);
    failOnSyntax(file, path, (name) => register(name, (position) => position));
    if (/\.[cm]?js$/.test(path)) {
      for (const name of [url, path]) register(name, (position) => position);
      const format = context.format ?? (ts.isExternalModule(file) ? "module" : undefined);
      return next(url, { ...context, format });
    }
    const { code, linesBefore } = compile(file, path, text, emit);
    const inModule = positionsOf(embeddedMap(code));
    const inFile: FindPosition = (position) => {
      const found = inModule(position);
      return found && { ...found, line: found.line - linesBefore };
    };
    const isModule = ts.isExternalModule(file) || moduleCell(path) !== undefined;
    // Node's `require` cannot tell one version of an ES module from another.
    if (isModule && !path.endsWith(".cts") && !(isRequired && version > 0)) {
      const prefix = prefixFor(file);
      register(url, afterPrefix(prefix, inFile));
      return { format: "module", source: prefix + withoutMap(code), shortCircuit: true };
    }
    const { outputText, sourceMapText } = toCommonJs(code, path);
    const toModule = positionsOf(sourceMapText);
    register(path, (position) => inFile(toModule(position)));
    return { format: "commonjs", source: withoutMap(outputText), shortCircuit: true };
  };
}

function parse(path: string, text: string): TypeScript.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
}

/** An import that TypeScript has not seen, of a computed name, may lead to anything. */
function failOnSyntax(file: TypeScript.SourceFile, path: string, register: (name: string) => void): void {
  const [first] = parseErrorsOf(file);
  if (!first) return;
  register(path);
  const { line, character } = ts.getLineAndCharacterOfPosition(file, first.start);
  const error = new SyntaxError(ts.flattenDiagnosticMessageText(first.messageText, " "));
  error.stack = `${error.name}: ${error.message}\n    at ${path}:${line + 1}:${character + 1}`;
  throw error;
}

function compile(file: TypeScript.SourceFile, path: string, text: string, emit: EmitFile): EmittedFile {
  const { ScriptTarget, ModuleKind, JsxEmit } = ts;
  const emitted = isBeyondNode(file) ? undefined : emit(path, text);
  if (emitted) return emitted;
  const { outputText } = transpileModule(text, {
    fileName: basename(path),
    compilerOptions: {
      target: isBeyondNode(file) ? ScriptTarget.ES2025 : ScriptTarget.ESNext,
      module: ModuleKind.ESNext,
      jsx: JsxEmit.React,
      inlineSourceMap: true,
    },
  });
  return { code: outputText, linesBefore: 0 };
}

/** Whether there are decorators or `accessor` fields, the two that TypeScript knows and Node 24 does not. */
export function isBeyondNode(file: TypeScript.SourceFile): boolean {
  if (!/@|\baccessor\b/.test(file.text)) return false;
  const isFound = (node: TypeScript.Node): boolean =>
    ts.isDecorator(node) ||
    node.kind === ts.SyntaxKind.AccessorKeyword ||
    ts.forEachChild(node, (child) => isFound(child) || undefined) === true;
  return isFound(file);
}

function toCommonJs(code: string, path: string): TypeScript.TranspileOutput {
  return transpileModule(withoutMap(code), {
    fileName: basename(path, extname(path)) + ".js",
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true,
      sourceMap: true,
    },
  });
}

/** What TypeScript's declarations of Node promise to every file, and an ES module has not: on its first line. */
function prefixFor(file: TypeScript.SourceFile): string {
  const given = {
    require: 'globalThis.process.getBuiltinModule("node:module").createRequire(import.meta.url)',
    __filename: "import.meta.filename",
    __dirname: "import.meta.dirname",
  };
  return Object.entries(given)
    .filter(([name]) => file.text.includes(name) && !declares(file, name))
    .map(([name, value]) => `const ${name} = ${value}; `)
    .join("");
}

function declares(node: TypeScript.Node, name: string): boolean {
  const own = ts.isPropertyAccessExpression(node)
    ? undefined
    : (node as Partial<TypeScript.NamedDeclaration>).name;
  if (own && ts.isIdentifier(own) && own.text === name) return true;
  return ts.forEachChild(node, (child) => declares(child, name) || undefined) === true;
}

function afterPrefix(prefix: string, findPosition: FindPosition): FindPosition {
  return (position) => {
    if (!position || position.line > 1) return findPosition(position);
    return findPosition({ line: 1, column: Math.max(1, position.column - prefix.length) });
  };
}

/** TypeScript lets an import of JSON do without `with { type: "json" }`, and name its properties. */
function jsonModule(path: string, text: string): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`${basename(path)} is no valid JSON: ${(error as Error).message}`, {
      cause: error,
    });
  }
  const names =
    typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  const exported = names
    .filter((name) => !["default", "module.exports"].includes(name) && name.isWellFormed())
    .map(
      (name, index) =>
        `const _${index} = json[${JSON.stringify(name)}]; export { _${index} as ${JSON.stringify(name)} };`,
    );
  const parsed = `const json = JSON.parse(${JSON.stringify(text)});`;
  return [parsed, 'export { json as default, json as "module.exports" };', ...exported].join("\n");
}

function isMissing(error: unknown, specifier: string): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (
    (code === "MODULE_NOT_FOUND" || code === "ERR_MODULE_NOT_FOUND") &&
    (message ?? "").includes(`'${specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/")}`)
  );
}

function notFound(message: string, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { code: "MODULE_NOT_FOUND" });
}

function packageNotFound(specifier: string, cause: unknown): Error {
  const modules = project && join(project, "node_modules");
  return notFound(messages().packageNotFound(specifier, modules), cause);
}
