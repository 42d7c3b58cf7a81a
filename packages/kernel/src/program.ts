/** The TypeScript program behind the cells: its options, where it finds modules, which files it watches and emits. */
import { basename, dirname, join } from "node:path";
import type TypeScript from "typescript";
import { namesFile, watchLocal } from "./local-files.js";
import type { EmitFile } from "./module-hooks.js";
import { readNamesAsWritten } from "./names.js";
import { isLearners, nodeTypesFolder } from "./packages.js";
import { findRareModule, readRareModulesLate } from "./rare-modules.js";
import { cellFile, cellPrefix, linesBeforeCell, ts } from "./tslab.js";

/** What Node 24 has: ES2025, and of what comes after it not the rest, such as `Temporal`. */
const libraries = ["es2025", "esnext.array", "esnext.disposable", "esnext.error"].map(
  (name) => `lib.${name}.d.ts`,
);

/** A program, and how it was made. */
export interface Compilation {
  readonly program: TypeScript.Program;
  readonly options: TypeScript.CompilerOptions;
  readonly resolve: NonNullable<TypeScript.CompilerHost["resolveModuleNameLiterals"]>;
}

/** The programs that the converter makes. */
export interface Programs {
  /** Compiles a file that a cell imports. */
  readonly emitFile: EmitFile;
  readonly latest: () => Compilation | undefined;
}

/** Sets up the programs that the converter makes from here on. */
export function setUpPrograms(): Programs {
  readRareModulesLate();
  watchOnlyLearnersFiles();
  const { create, emitFile, latest } = capturePrograms();
  const latestHost = setOptions(create);
  return {
    emitFile,
    latest: () => {
      const [program, host] = [latest(), latestHost()];
      return program && host ? { program, ...host } : undefined;
    },
  };
}

function setOptions(createProgram: unknown): () => Omit<Compilation, "program"> | undefined {
  let latest: Omit<Compilation, "program"> | undefined;
  const patched = ts as unknown as {
    createWatchCompilerHost: (
      rootNames: string[],
      options: TypeScript.CompilerOptions,
      system: TypeScript.System,
      createProgram: unknown,
      ...rest: unknown[]
    ) => TypeScript.WatchCompilerHost<TypeScript.BuilderProgram>;
  };
  const { createWatchCompilerHost } = patched;
  patched.createWatchCompilerHost = (rootNames, tslabOptions, system, _createProgram, ...rest) => {
    const options = { ...tslabOptions, ...compilerOptions() };
    readNamesAsWritten(system);
    const host = createWatchCompilerHost(rootNames, options, system, createProgram, ...rest);
    const cache = ts.createModuleResolutionCache(ts.sys.getCurrentDirectory(), (name) => name, options);
    const resolve = resolveWithoutLinks(options, system, cache);
    host.resolveModuleNameLiterals = resolve;
    // Else it reads the package.json of each file in a package again, with each cell.
    host.getModuleResolutionCache = () => cache;
    host.jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
    latest = { options, resolve };
    // Else TypeScript asks for the imports of every unchanged file again, with each cell.
    host.hasInvalidatedResolutions = () => false;
    return host;
  };
  return () => latest;
}

/** Keeps the latest program, and has it emit cells only: what they import is compiled when Node loads it. */
function capturePrograms() {
  let latest: TypeScript.EmitAndSemanticDiagnosticsBuilderProgram | undefined;
  const create = (...args: unknown[]): TypeScript.EmitAndSemanticDiagnosticsBuilderProgram => {
    const program = (
      ts.createEmitAndSemanticDiagnosticsBuilderProgram as (...args: unknown[]) => NonNullable<typeof latest>
    )(...args);
    const emit = program.emit.bind(program);
    program.emit = (file, write, ...rest) => {
      if (!file || basename(file.fileName) !== cellFile) return { emitSkipped: true, diagnostics: [] };
      const written: string[] = [];
      const result = emit(
        file,
        (path, ...data) => {
          written.push(path);
          write?.(path, ...data);
        },
        ...rest,
      );
      if (!written.some((path) => path.endsWith(".d.ts")))
        emitDeclarations(program.getProgram(), file, write, rest[2]);
      return result;
    };
    return (latest = program);
  };
  const emitFile: EmitFile = (path, text) => {
    const program = latest?.getProgram();
    const file = program?.getSourceFile(path.replaceAll("\\", "/"));
    const linesBefore = [0, linesBeforeCell].find((lines) => file?.text === cellPrefix.repeat(lines) + text);
    let code: string | undefined;
    if (file && linesBefore !== undefined) {
      program?.emit(file, (name, data) => {
        if (/\.[cm]?jsx?$/.test(name)) code = data;
      });
    }
    return code === undefined || linesBefore === undefined ? undefined : { code, linesBefore };
  };
  return { create, emitFile, latest: () => latest?.getProgram() };
}

/**
 * Where TypeScript cannot name one type, it writes no declarations at all, and later cells would know none of the
 * cell's names. Written all the same, they have a name there that nothing declares, which counts as `any`.
 */
function emitDeclarations(
  program: TypeScript.Program,
  file: TypeScript.SourceFile,
  write: TypeScript.WriteFileCallback | undefined,
  transformers: TypeScript.CustomTransformers | undefined,
): void {
  const emit = program.emit.bind(program) as (...args: unknown[]) => unknown;
  const [onlyDeclarations, inSpiteOfMistakes] = [true, true];
  emit(file, write, undefined, onlyDeclarations, transformers, inSpiteOfMistakes);
}

function compilerOptions(): TypeScript.CompilerOptions {
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
    typeRoots: [dirname(nodeTypesFolder)],
    types: ["node", join(import.meta.dirname, "..", "globals")],
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
  system: TypeScript.System,
  cache: TypeScript.ModuleResolutionCache,
): NonNullable<TypeScript.CompilerHost["resolveModuleNameLiterals"]> {
  return (literals, containingFile, redirected, _options, sourceFile) =>
    literals.map((literal) => {
      const rare = findRareModule(literal.text, containingFile);
      if (rare) return { resolvedModule: rare };
      const mode = ts.getModeForUsageLocation(sourceFile, literal, options);
      // The files of a package stay, and name each other hundreds of times.
      const isOwn = namesFile(literal.text) && isLearners(containingFile);
      const used = isOwn ? undefined : cache;
      const result = ts.resolveModuleName(
        literal.text,
        containingFile,
        options,
        // The converter's own knows the cells that are modules.
        isOwn ? system : ts.sys,
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
  const unwatched = { close: () => undefined };
  const { Changed, Deleted } = ts.FileWatcherEventKind;
  sys.watchDirectory = () => unwatched;
  sys.watchFile = (path, callback) =>
    isLearners(path) && !path.startsWith(dirname(sys.getExecutingFilePath()))
      ? watchLocal(path, (exists) => callback(path, exists ? Changed : Deleted))
      : unwatched;
}
