/** A cell as TypeScript's parser takes it: with a line before it that makes it a module, as the converter does. */
import type TypeScript from "typescript";

/** What the converter calls the cell that it compiles. */
export const cellFile = "__tslab__.ts";

/** Makes a cell a module: there `await` is no name, and the names of two cells do not meet. */
export const cellPrefix = "export {};\n";

/** Lines that {@link cellPrefix} puts before a cell. */
export const linesBeforeCell = 1;

/** What the parser found wrong with a file; TypeScript does not declare that it keeps it. */
export function parseErrorsOf(file: TypeScript.SourceFile): readonly TypeScript.DiagnosticWithLocation[] {
  return (file as unknown as { parseDiagnostics: readonly TypeScript.DiagnosticWithLocation[] })
    .parseDiagnostics;
}
