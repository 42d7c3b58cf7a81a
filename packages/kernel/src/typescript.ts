/**
 * Stock TypeScript, as tslab's converter wants it: with the functions that only tslab's own fork has, in an object
 * whose functions can be replaced.
 */
import type TypeScript from "typescript";
import { parseDocumentationLate } from "./documentation.js";

/** What stock TypeScript has and does not declare. */
interface Internals {
  readonly nullTransformationContext: TypeScript.TransformationContext;
  readonly bindSourceFile: (file: TypeScript.SourceFile, options: TypeScript.CompilerOptions) => void;
  readonly BuilderState: {
    readonly create: (program: TypeScript.Program) => object;
    readonly getAllDependencies: (
      state: object,
      program: TypeScript.Program,
      file: TypeScript.SourceFile,
    ) => readonly string[];
  };
}

/** Functions of tslab's fork that its converter calls. */
export interface ForkFunctions {
  /** Where types of packages may lie: in `node_modules/@types` of this folder and of those above. */
  readonly getDefaultTypeRoots: (
    folder: string,
    host: { directoryExists(path: string): boolean },
  ) => string[];
  readonly getNullTransformationContext: () => TypeScript.TransformationContext;
  /** What is wrong with some of a program's files, and not with those that they import. */
  readonly getPreEmitDiagnosticsOfFiles: (
    program: TypeScript.Program,
    files: readonly TypeScript.SourceFile[],
  ) => readonly TypeScript.Diagnostic[];
}

type Extended = typeof TypeScript & ForkFunctions;
/** TypeScript, whose functions can be replaced. */
export type ReplaceableTypeScript = { -readonly [Key in keyof Extended]: Extended[Key] };

/**
 * Copies TypeScript, whose functions are getters that cannot be replaced, and adds what tslab's fork has.
 *
 * @param stock TypeScript as published
 * @example
 * const ts = withForkFunctions(require("typescript"));
 */
export function withForkFunctions(stock: typeof TypeScript): ReplaceableTypeScript {
  const internals = stock as typeof stock & Internals;
  const added = {
    getDefaultTypeRoots: (folder, host) => {
      const roots = stock.getEffectiveTypeRoots({}, { getCurrentDirectory: () => folder }) ?? [];
      return roots.filter((root) => host.directoryExists(root));
    },
    createEmitAndSemanticDiagnosticsBuilderProgram: lightBuilder(internals),
    getNullTransformationContext: () => internals.nullTransformationContext,
    getPreEmitDiagnosticsOfFiles: (program, files) =>
      stock.sortAndDeduplicateDiagnostics([
        ...program.getConfigFileParsingDiagnostics(),
        ...program.getOptionsDiagnostics(),
        ...program.getGlobalDiagnostics(),
        ...files.flatMap((file) => [
          ...program.getSyntacticDiagnostics(file),
          ...program.getSemanticDiagnostics(file),
          ...program.getDeclarationDiagnostics(file),
        ]),
      ]),
  } satisfies ForkFunctions & Record<string, unknown>;
  parseDocumentationLate(stock);
  return { ...stock, ...added };
}

/**
 * Makes programs without what TypeScript keeps to find which files a change affects: it asks for the imports of every
 * file again, with each cell, and for a type checker where only the names of a cell are wanted.
 */
function lightBuilder(
  internals: typeof TypeScript & Internals,
): (...args: unknown[]) => TypeScript.EmitAndSemanticDiagnosticsBuilderProgram {
  const createBuilder = internals.createAbstractBuilder as (...args: unknown[]) => TypeScript.BuilderProgram;
  return (...args) => {
    const builder = createBuilder(...args);
    const program = builder.getProgram();
    for (const name of program.getRootFileNames()) {
      const file = program.getSourceFile(name);
      if (file) internals.bindSourceFile(file, program.getCompilerOptions());
    }
    const { BuilderState } = internals;
    builder.getAllDependencies = (file) =>
      program.getSourceFiles().some((other) => other !== file && !other.isDeclarationFile)
        ? BuilderState.getAllDependencies(BuilderState.create(program), program, file)
        : [file.fileName];
    return builder as TypeScript.EmitAndSemanticDiagnosticsBuilderProgram;
  };
}

/** What the parser found wrong with a file; TypeScript does not declare that it keeps it. */
export function parseErrorsOf(file: TypeScript.SourceFile): readonly TypeScript.DiagnosticWithLocation[] {
  return (file as unknown as { parseDiagnostics: readonly TypeScript.DiagnosticWithLocation[] })
    .parseDiagnostics;
}
