/**
 * Stock TypeScript, as tslab's converter wants it: with the functions that only tslab's own fork has, in an object
 * whose functions can be replaced.
 */
import type TypeScript from "typescript";

/** What stock TypeScript has and does not declare. */
interface Internals {
  readonly nullTransformationContext: TypeScript.TransformationContext;
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

/**
 * Copies TypeScript, whose functions are getters that cannot be replaced, and adds what tslab's fork has.
 *
 * @param stock TypeScript as published
 * @example
 * const ts = withForkFunctions(require("typescript"));
 */
export function withForkFunctions(stock: typeof TypeScript): typeof TypeScript & ForkFunctions {
  const internals = stock as typeof stock & Internals;
  const added = {
    getDefaultTypeRoots: (folder, host) => {
      const roots = stock.getEffectiveTypeRoots({}, { getCurrentDirectory: () => folder }) ?? [];
      return roots.filter((root) => host.directoryExists(root));
    },
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
  } satisfies ForkFunctions;
  return { ...stock, ...added };
}
