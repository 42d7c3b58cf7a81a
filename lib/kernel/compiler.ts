/**
 * tslab's converter, set up for a course: it resolves modules as bundlers do, allows `await` wherever a module
 * does, keeps the positions of the cell as written, and leaves `import()` to Node.
 */
import { SourceMap } from "node:module";
import { dirname, join } from "node:path";
import type TypeScript from "typescript";
import { courseFolder, language } from "../notebook/index.js";
import type { Position } from "./excerpt.js";
import { findForgottenAwaits } from "./forgotten-await.js";
import { bindListeners } from "./listeners.js";
import { showCoursePackages } from "./modules.js";
import {
  blankExports,
  collectDeclared,
  collectImports,
  keepShorthands,
  markStatements,
  replaceDynamicImports,
  type Declared,
} from "./transforms.js";
import { createConverter, ts, type Converter } from "./tslab.js";

/** A cell as it will run. */
export interface CompiledCell {
  /** CommonJS, the body of the function that `CellFunction` describes. */
  readonly code: string;
  /** The modules that the cell imports statically. */
  readonly imports: readonly string[];
  readonly declared: Declared;
  /** Finds the place in the cell as written; lines and columns count from 1. */
  readonly originalPosition: (line: number, column: number) => Position | undefined;
  /** The place of a statement, by the number that the code hands to `mark` before it runs the statement. */
  readonly statementPosition: (number: number) => Position | undefined;
}

/** The compiler for one notebook. */
export interface CellCompiler extends Converter {
  /** What the last call of `convert` compiled. */
  readonly compiled: () => CompiledCell | undefined;
  /** What the last call of `convert` found. */
  readonly findings: () => Findings;
}

/** What TypeScript knows of a cell before it runs. */
export interface Findings {
  /** What is wrong, with the whole chain of reasons. */
  readonly diagnostics: readonly TypeScript.Diagnostic[];
  /** Promises that nobody waits for. */
  readonly forgotten: readonly { readonly line: number; readonly call: string }[];
}

/** Lines that the converter puts before a cell: `export {};`. */
const linesBeforeCell = 1;

/** No mistakes of a learner: what only concerns declaration files, which they never see, and missing types. */
const notTold = new Set([
  ...[2527, 2742, 2883, 4023, 4058, 4060, 4094, 7056],
  ...[7005, 7006, 7008, 7010, 7011, 7018, 7019, 7022, 7023, 7024, 7031, 7034, 7053, 7057],
]);

/** What Node 24 has: ES2025, and of what comes after it not the rest, such as `Temporal`. */
const libraries = ["es2025", "esnext.array", "esnext.disposable", "esnext.error"].map(
  (name) => `lib.${name}.d.ts`,
);

/** "Cannot find module": it may be installed before the next cell runs. */
const missingModule = 2307;

/**
 * Creates the compiler.
 *
 * @param folder the notebook's folder, where its imports are looked for first
 * @param isKept whether an earlier cell left a variable of that name
 * @example
 * const compiler = createCompiler(process.cwd(), (name) => Object.hasOwn(variables, name));
 * const { declOutput } = compiler.convert("", "const answer = 42");
 */
export function createCompiler(folder: string, isKept: (name: string) => boolean): CellCompiler {
  showCoursePackages(folder);
  watchOnlyLearnersFiles();
  setOptions();
  ts.validateLocaleAndSetLanguage(language(), ts.sys);
  const findings = captureFindings();
  const compiled = captureTranspiled(isKept);
  let converter: Converter | undefined;
  const modules = new Map<string, Parameters<Converter["addModule"]>>();
  let current = () => (converter ??= createConverterWith(modules.values()));
  return {
    convert: (declarations, source) => {
      const used = current();
      // Not kept after a failure inside TypeScript or an interrupt, which leave its program half updated.
      converter = undefined;
      const result = used.convert(declarations, blankExports(source));
      if (findings().diagnostics.some((diagnostic) => diagnostic.code === missingModule)) used.close();
      else converter = used;
      return result;
    },
    inspect: (declarations, source, position) => current().inspect(declarations, source, position),
    complete: (declarations, source, position) => current().complete(declarations, source, position),
    addModule: (...module) => {
      modules.set(module[0], module);
      return current().addModule(...module);
    },
    close: () => {
      converter?.close();
      current = () => {
        throw new Error("the compiler is closed");
      };
    },
    compiled,
    findings,
  };
}

function createConverterWith(modules: Iterable<Parameters<Converter["addModule"]>>): Converter {
  const converter = createConverter();
  for (const module of modules) converter.addModule(...module);
  return converter;
}

function setOptions(): void {
  const patched = ts as unknown as {
    createWatchCompilerHost: (
      rootNames: string[],
      options: TypeScript.CompilerOptions,
      ...rest: unknown[]
    ) => TypeScript.WatchCompilerHost<TypeScript.BuilderProgram>;
  };
  const { createWatchCompilerHost } = patched;
  patched.createWatchCompilerHost = (rootNames, tslabOptions, ...rest) => {
    const options = { ...tslabOptions, ...courseOptions() };
    const host = createWatchCompilerHost(rootNames, options, ...rest);
    host.resolveModuleNameLiterals = resolveWithoutLinks(options);
    // Else TypeScript asks for the imports of every unchanged file again, with each cell.
    host.hasInvalidatedResolutions = () => false;
    return host;
  };
}

function courseOptions(): TypeScript.CompilerOptions {
  return {
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    disableTopLevelAwait: false,
    allowJs: false,
    checkJs: false,
    strict: false,
    // The standard's decorators, as TypeScript has them by default.
    experimentalDecorators: false,
    // Nothing is rewritten that Node runs by itself, such as `using`.
    target: ts.ScriptTarget.ESNext,
    lib: libraries,
    // A wrong option must be found. A parameter without a type is no mistake in a notebook; but only where it would
    // be one does an empty list, `const pages = []`, take its type from what is pushed.
    noImplicitAny: true,
    strictNullChecks: true,
    strictFunctionTypes: true,
    strictBindCallApply: true,
    typeRoots: [join(courseFolder(), "node_modules", "@types")],
    types: ["node", join(courseFolder(), "lib", "kernel", "globals")],
    inlineSourceMap: true,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- tslab sets it, and TypeScript 6 refuses it
    noImplicitUseStrict: false,
  };
}

/**
 * Resolves imports as TypeScript does, but forgets by which link a file was found: through the link it would
 * know the file as part of a package again, and refuse to name its types (see `renamed` in `modules.ts`).
 */
function resolveWithoutLinks(
  options: TypeScript.CompilerOptions,
): NonNullable<TypeScript.CompilerHost["resolveModuleNameLiterals"]> {
  const cache = ts.createModuleResolutionCache(ts.sys.getCurrentDirectory(), (name) => name, options);
  return (literals, containingFile, redirected, _options, sourceFile) =>
    literals.map((literal) => {
      const mode = ts.getModeForUsageLocation(sourceFile, literal, options);
      const used = literal.text.startsWith(".") ? undefined : cache;
      const result = ts.resolveModuleName(
        literal.text,
        containingFile,
        options,
        ts.sys,
        used,
        redirected,
        mode,
      );
      const { resolvedModule } = result;
      return resolvedModule
        ? { ...result, resolvedModule: { ...resolvedModule, originalPath: undefined } }
        : result;
    });
}

/** Hundreds of declaration files never change while a notebook is open; only a learner's own files do. */
function watchOnlyLearnersFiles(): void {
  const { sys } = ts;
  const watchFile = sys.watchFile?.bind(sys);
  const unwatched = { close: () => undefined };
  sys.watchDirectory = () => unwatched;
  sys.watchFile = (path, callback, interval, options) =>
    /[\\/]node_modules[\\/]|\.d\.ts$|\.json$/.test(path) ||
    path.startsWith(dirname(ts.sys.getExecutingFilePath()))
      ? unwatched
      : (watchFile?.(path, callback, interval, options) ?? unwatched);
}

/** The converter flattens the reasons of a diagnostic; the whole of it is caught where TypeScript gives it. */
function captureFindings(): () => Findings {
  let found: Findings = { diagnostics: [], forgotten: [] };
  const patched = ts as unknown as {
    getPreEmitDiagnosticsOfFiles: (
      program: TypeScript.Program,
      files: readonly TypeScript.SourceFile[],
    ) => readonly TypeScript.Diagnostic[];
  };
  const { getPreEmitDiagnosticsOfFiles } = patched;
  patched.getPreEmitDiagnosticsOfFiles = (program, files) => {
    for (const file of files) givePathToOriginal(file);
    const diagnostics = getPreEmitDiagnosticsOfFiles(program, files).filter(({ code }) => !notTold.has(code));
    const [cell] = files;
    const forgotten =
      cell && diagnostics.length === 0 ? findForgottenAwaits(program.getTypeChecker(), cell) : [];
    found = {
      diagnostics,
      forgotten: forgotten.map(({ start, call }) => ({
        call,
        line: (cell ? ts.getLineAndCharacterOfPosition(cell, start).line : 0) + 1 - linesBeforeCell,
      })),
    };
    return diagnostics;
  };
  return () => found;
}

/**
 * `await (…)` makes TypeScript parse a cell a second time, as a module. What it keeps of the first time has no path, and
 * from there it looks for modules whose types the cell does not import: `const seen = await (await practiceApi()).observed()`.
 */
function givePathToOriginal(file: TypeScript.SourceFile): void {
  const original = ts.getOriginalNode(file) as TypeScript.SourceFile & { path: string };
  if (original.path === "") original.path = (file as typeof original).path;
}

/** The converter's last step, ES module to CommonJS, where `import()` would become `require()`. */
function captureTranspiled(isKept: (name: string) => boolean): () => CompiledCell | undefined {
  let last: CompiledCell | undefined;
  const { transpileModule } = ts;
  const patched = ts as { transpileModule: typeof transpileModule };
  patched.transpileModule = (input, options) => {
    const imports: string[] = [];
    const declared: Declared = { names: [], variables: [] };
    const statements: Position[] = [];
    const result = transpileModule(input, {
      ...options,
      compilerOptions: {
        ...options.compilerOptions,
        target: isBeyondNode(input) ? ts.ScriptTarget.ES2025 : ts.ScriptTarget.ESNext,
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
        noImplicitUseStrict: false,
        sourceMap: true,
      },
      transformers: {
        before: [
          collectImports(imports),
          collectDeclared(declared),
          keepShorthands(isKept),
          replaceDynamicImports,
          bindListeners,
          markStatements(statements),
        ],
      },
    });
    const code = result.outputText.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");
    const toCell = positionsOf(embeddedMap(input));
    const toModule = positionsOf(result.sourceMapText);
    last = {
      code,
      imports,
      declared,
      originalPosition: (line, column) => inCell(toCell(toModule({ line, column }))),
      statementPosition: (number) => inCell(toCell(statements[number])),
    };
    return { ...result, outputText: code };
  };
  return () => last;
}

/** Whether JavaScript has decorators or `accessor` fields, the two that TypeScript knows and Node 24 does not. */
function isBeyondNode(code: string): boolean {
  if (!/@|\baccessor\b/.test(code)) return false;
  const isFound = (node: TypeScript.Node): boolean =>
    ts.isDecorator(node) ||
    node.kind === ts.SyntaxKind.AccessorKeyword ||
    ts.forEachChild(node, (child) => isFound(child) || undefined) === true;
  return isFound(ts.createSourceFile("cell.js", code, ts.ScriptTarget.ESNext));
}

/** A cell is compiled twice, TypeScript to ES module to CommonJS: a position goes back through both maps. */
function positionsOf(json: string | undefined): (position: Position | undefined) => Position | undefined {
  let map: SourceMap | undefined;
  return (position) => {
    if (!json || !position) return undefined;
    map ??= new SourceMap(JSON.parse(json) as ConstructorParameters<typeof SourceMap>[0]);
    const entry = map.findEntry(position.line - 1, position.column - 1);
    if (!("originalLine" in entry)) return undefined;
    return { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  };
}

function embeddedMap(code: string): string | undefined {
  const base64 = /\/\/# sourceMappingURL=data:[^,]*;base64,([\w+/=]+)\s*$/.exec(code)?.[1];
  return base64 && Buffer.from(base64, "base64").toString();
}

function inCell(position: Position | undefined): Position | undefined {
  return position && { ...position, line: position.line - linesBeforeCell };
}
