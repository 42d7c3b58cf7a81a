/**
 * tslab's converter, set up for a course: it resolves modules as bundlers do, allows `await` wherever a module
 * does, keeps the positions of the cell as written, and leaves `import()` to Node.
 */
import type TypeScript from "typescript";
import { language } from "@async-lab/notebook";
import { withoutDocumentation } from "./documentation.js";
import type { Position } from "./excerpt.js";
import { findForgottenAwaits, type ForgottenAwait } from "./forgotten-await.js";
import { CellLanguageService } from "./language-service.js";
import { bindListeners } from "./listeners.js";
import { findChanges } from "./local-files.js";
import { isBeyondNode, type EmitFile } from "./module-hooks.js";
import { showSharedPackages } from "./modules.js";
import { findTakenNames, renameVariablesOfConverter } from "./names.js";
import { isLearners } from "./packages.js";
import { setUpPrograms } from "./program.js";
import { embeddedMap, positionsOf, withoutMap } from "./source-maps.js";
import {
  blankExports,
  collectDeclared,
  collectImports,
  keepShorthands,
  loosenEmpty,
  markStatements,
  replaceDynamicImports,
  type Declared,
  type ImportInCode,
} from "./transforms.js";
import { createConverter, linesBeforeCell, ts, type Converter } from "./tslab.js";
import { collectUses } from "./uses.js";

/** A cell as it will run. */
export interface CompiledCell {
  /** CommonJS, the body of the function that `CellFunction` describes. */
  readonly code: string;
  /** The modules that the cell imports statically. */
  readonly imports: readonly CellImport[];
  readonly declared: Declared;
  /** Finds the place in the cell as written; lines and columns count from 1. */
  readonly originalPosition: (line: number, column: number) => Position | undefined;
  /** The place of a statement, by the number that the code hands to `mark` before it runs the statement. */
  readonly statementPosition: (number: number) => Position | undefined;
}

/** A module that a cell imports statically. */
export interface CellImport {
  readonly specifier: string;
  readonly names: readonly string[];
  readonly position: Position | undefined;
}

/** The compiler for one notebook. */
export interface CellCompiler extends Pick<Converter, "convert" | "addModule" | "close"> {
  readonly complete: CellLanguageService["complete"];
  readonly inspect: CellLanguageService["inspect"];
  /** What the last call of `convert` compiled. */
  readonly compiled: () => CompiledCell | undefined;
  /** What the last call of `convert` found. */
  readonly findings: () => Findings;
  /** Compiles a file that a cell imports. */
  readonly emitFile: EmitFile;
}

/** What TypeScript knows of a cell before it runs. */
export interface Findings {
  /** What is wrong, with the whole chain of reasons. */
  readonly diagnostics: readonly TypeScript.Diagnostic[];
  /** Promises that are not awaited. */
  readonly forgotten: readonly ForgottenAwait[];
}

/**
 * No mistakes of a learner: what only concerns declaration files, which they never see, missing types, and where
 * files lie and how an import ends, which Node and the loader of modules take as they are.
 */
const ignoredCodes = new Set([
  ...[5097, 6059, 6307],
  ...[2527, 2742, 2883, 7056],
  ...[7005, 7006, 7008, 7010, 7011, 7016, 7018, 7019, 7022, 7023, 7024, 7031, 7034, 7053, 7057],
]);

/** Those from 4000 on are about names in declaration files: "Exported variable has or is using private name". */
const isIgnored = (code: number) => ignoredCodes.has(code) || (code >= 4000 && code < 4104);

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
  showSharedPackages(folder);
  const { emitFile, latest } = setUpPrograms();
  ts.validateLocaleAndSetLanguage(language(), ts.sys);
  const findings = captureFindings();
  renameVariablesOfConverter();
  const compiled = captureTranspiled(isKept);
  let converter: Converter | undefined;
  const modules = new Map<string, Parameters<Converter["addModule"]>>();
  let current = () => {
    findChanges();
    return (converter ??= withoutDocumentation(() => createConverterWith(modules.values())));
  };
  const convert: Converter["convert"] = (declarations, source) => {
    const used = current();
    // Not kept after a failure inside TypeScript or an interrupt, which leave its program half updated.
    converter = undefined;
    const result = withoutDocumentation(() => used.convert(declarations, blankExports(source)));
    if (findings().diagnostics.some((diagnostic) => diagnostic.code === missingModule)) used.close();
    else converter = used;
    const { declOutput } = result;
    return declOutput === undefined ? result : { ...result, declOutput: loosenEmpty(declOutput) };
  };
  const service = new CellLanguageService(folder, () => {
    if (!latest()) current();
    const compilation = latest();
    if (!compilation) throw new Error("TypeScript has made no program");
    return compilation;
  });
  return {
    convert,
    inspect: (...args) => service.inspect(...args),
    complete: (...args) => service.complete(...args),
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
    emitFile,
  };
}

function createConverterWith(modules: Iterable<Parameters<Converter["addModule"]>>): Converter {
  const converter = createConverter();
  for (const module of modules) converter.addModule(...module);
  return converter;
}

/** The converter flattens the reasons of a diagnostic; the whole of it is caught where TypeScript gives it. */
function captureFindings(): () => Findings {
  let found: Findings = { diagnostics: [], forgotten: [] };
  const { getPreEmitDiagnosticsOfFiles, getPreEmitDiagnostics } = ts;
  const relevant = (diagnostics: readonly TypeScript.Diagnostic[]) =>
    diagnostics.filter(
      ({ code, file }) => !isIgnored(code) && file !== undefined && isLearners(file.fileName),
    );
  // For a cell that is a module.
  ts.getPreEmitDiagnostics = (program, file) => {
    found = { diagnostics: relevant(getPreEmitDiagnostics(program, file)), forgotten: [] };
    return found.diagnostics;
  };
  ts.getPreEmitDiagnosticsOfFiles = (program, files) => {
    for (const file of files) givePathToOriginal(file);
    const [cell] = files;
    const diagnostics = [
      ...(cell ? findTakenNames(cell) : []),
      ...relevant(getPreEmitDiagnosticsOfFiles(program, files)),
    ];
    const forgotten =
      cell && diagnostics.length === 0 ? findForgottenAwaits(program.getTypeChecker(), cell) : [];
    found = { diagnostics, forgotten };
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
  ts.transpileModule = (input, options) => {
    const imports: ImportInCode[] = [];
    const declared: Declared = { names: [], variables: [], uses: new Map() };
    const statements: Position[] = [];
    const result = transpileModule(input, {
      ...options,
      compilerOptions: {
        ...options.compilerOptions,
        target: isBeyondNode(ts.createSourceFile("cell.js", input, ts.ScriptTarget.ESNext))
          ? ts.ScriptTarget.ES2025
          : ts.ScriptTarget.ESNext,
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- tslab sets it, and TypeScript 6 refuses it
        noImplicitUseStrict: false,
        sourceMap: true,
      },
      transformers: {
        before: [
          collectImports(imports),
          collectDeclared(declared),
          collectUses(declared.uses),
          keepShorthands(isKept),
          replaceDynamicImports,
          bindListeners,
          markStatements(statements),
        ],
      },
    });
    const code = withoutMap(result.outputText);
    // A cell is compiled twice, TypeScript to ES module to CommonJS: a position goes back through both maps.
    const toCell = positionsOf(embeddedMap(input));
    const toModule = positionsOf(result.sourceMapText);
    last = {
      code,
      imports: imports.map(({ position, ...rest }) => ({ ...rest, position: inCell(toCell(position)) })),
      declared,
      originalPosition: (line, column) => inCell(toCell(toModule({ line, column }))),
      statementPosition: (number) => inCell(toCell(statements[number])),
    };
    return { ...result, outputText: code };
  };
  return () => last;
}

function inCell(position: Position | undefined): Position | undefined {
  return position && { ...position, line: position.line - linesBeforeCell };
}
