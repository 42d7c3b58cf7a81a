/**
 * Stock TypeScript, as tslab's converter wants it: with the functions that only tslab's own fork has, in an object
 * whose functions can be replaced.
 */
import type TypeScript from "typescript";
import { parseDocumentationLate } from "./documentation.js";

/** What stock TypeScript has and does not declare. */
interface Internals {
  readonly nullTransformationContext: TypeScript.TransformationContext;
  readonly Completions: { readonly getCompletionsAtPosition: (...args: unknown[]) => unknown };
  readonly SymbolDisplay: {
    readonly getSymbolDisplayPartsDocumentationAndSymbolKind: (
      checker: TypeScript.TypeChecker,
      symbol: TypeScript.Symbol,
      file: TypeScript.SourceFile,
      around: TypeScript.Node | undefined,
      node: TypeScript.Node,
    ) => Pick<TypeScript.QuickInfo, "displayParts" | "documentation" | "tags"> & {
      readonly symbolKind: TypeScript.ScriptElementKind;
    };
    readonly getSymbolModifiers: (checker: TypeScript.TypeChecker, symbol: TypeScript.Symbol) => string;
  };
  readonly getTouchingPropertyName: (file: TypeScript.SourceFile, position: number) => TypeScript.Node;
  readonly getContainerNode: (node: TypeScript.Node) => TypeScript.Node | undefined;
  readonly getContainingObjectLiteralElement: (
    node: TypeScript.Node,
  ) => TypeScript.ObjectLiteralElementLike | undefined;
  readonly getPropertySymbolsFromContextualType: (
    element: TypeScript.ObjectLiteralElementLike,
    checker: TypeScript.TypeChecker,
    contextualType: TypeScript.Type,
    unionSymbolOk: boolean,
  ) => readonly TypeScript.Symbol[];
  readonly typeToDisplayParts: (
    checker: TypeScript.TypeChecker,
    type: TypeScript.Type,
    around: TypeScript.Node | undefined,
  ) => TypeScript.SymbolDisplayPart[];
  readonly bindSourceFile: (file: TypeScript.SourceFile, options: TypeScript.CompilerOptions) => void;
  readonly BuilderState: {
    readonly create: (program: TypeScript.Program) => object;
    readonly getAllDependencies: (
      state: object,
      program: TypeScript.Program,
      file: TypeScript.SourceFile,
    ) => readonly string[];
  };
  readonly createTextSpanFromNode: (
    node: TypeScript.Node,
    file: TypeScript.SourceFile,
  ) => TypeScript.TextSpan;
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
  /** What an editor shows of the name at a position. */
  readonly getQuickInfoAtPosition: (
    file: TypeScript.SourceFile,
    checker: TypeScript.TypeChecker,
    cancellation: unknown,
    position: number,
  ) => TypeScript.QuickInfo | undefined;
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
  const { Completions } = internals;
  const added = {
    Completions: { ...Completions, getCompletionsAtPositionForTslab: Completions.getCompletionsAtPosition },
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
    getQuickInfoAtPosition: (file, checker, _cancellation, position) =>
      quickInfo(internals, file, checker, position),
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

function quickInfo(
  internals: typeof TypeScript & Internals,
  file: TypeScript.SourceFile,
  checker: TypeScript.TypeChecker,
  position: number,
): TypeScript.QuickInfo | undefined {
  const { SymbolDisplay } = internals;
  const touched = internals.getTouchingPropertyName(file, position);
  if (touched === file) return undefined;
  const { parent } = touched;
  // In `new Agent(…)` the name begins where the whole call does.
  const isCreated = parent.kind === internals.SyntaxKind.NewExpression && touched.pos === parent.pos;
  const node = isCreated ? (parent as TypeScript.NewExpression).expression : touched;
  const textSpan = internals.createTextSpanFromNode(node, file);
  const around = internals.getContainerNode(node);
  const symbol = symbolAt(internals, node, checker);
  if (!symbol) {
    // `this` and `super` have a type and no symbol.
    if (!internals.isExpression(node)) return undefined;
    const displayParts = internals.typeToDisplayParts(checker, checker.getTypeAtLocation(node), around);
    return { kind: internals.ScriptElementKind.unknown, kindModifiers: "", textSpan, displayParts };
  }
  const { symbolKind, ...shown } = SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(
    checker,
    symbol,
    file,
    around,
    node,
  );
  const kindModifiers = SymbolDisplay.getSymbolModifiers(checker, symbol);
  return { kind: symbolKind, kindModifiers, textSpan, ...shown };
}

/** Of a property in an object literal the one that is wanted there, whose documentation helps more. */
function symbolAt(
  internals: typeof TypeScript & Internals,
  node: TypeScript.Node,
  checker: TypeScript.TypeChecker,
): TypeScript.Symbol | undefined {
  const element = internals.getContainingObjectLiteralElement(node);
  const wanted = element && checker.getContextualType(element.parent as TypeScript.Expression);
  if (element && wanted) {
    const found = internals.getPropertySymbolsFromContextualType(element, checker, wanted, false);
    if (found.length === 1) return found[0];
  }
  const symbol = checker.getSymbolAtLocation(node);
  return symbol && checker.isUnknownSymbol(symbol) ? undefined : symbol;
}
