/** What TypeScript's parser finds wrong with a cell, before anything is added to it. */
import type TypeScript from "typescript";
import { words } from "./excerpt.js";
import { findInLine, unterminated } from "./python-lines.js";
import { declaredIn } from "./python-slips.js";
import { ts } from "./tslab.js";

/** A mistake as it is told. */
export interface Mistake {
  readonly code: number;
  readonly reason: string;
  /** Where it begins in the file that TypeScript read. */
  readonly start: number;
  readonly length: number;
  readonly file: TypeScript.SourceFile | undefined;
  /** The earlier cell that would have declared what is missing, had it compiled. */
  readonly earlier?: number | undefined;
}

/** What the converter puts before a cell, too: with it TypeScript takes the cell for a module. */
const prefix = "export {};\n";
export const linesBeforeCell = 1;

/** "The parser expected to find a '}' to match the '{' token here." */
const opened = 1007;
/** "Did you mean to mark this function as 'async'?" */
const notAsync = 1356;
const templateNotClosed = 1160;
const commentNotClosed = 1010;
const notEnded = new Set([templateNotClosed, commentNotClosed]);

/**
 * Parses a cell as it was written. The converter only parses it together with an `export` of its names, and of a cell
 * that does not end TypeScript then tells mistakes about code that nobody wrote.
 *
 * @param source the cell as written
 * @returns the mistakes, in the order of the cell
 * @example
 * findSyntaxErrors("const xs = [1, 2")[0]?.code // 1005, "']' expected."
 */
export function findSyntaxErrors(source: string): readonly TypeScript.DiagnosticWithLocation[] {
  const file = ts.createSourceFile(
    "cell.ts",
    prefix + source,
    ts.ScriptTarget.ESNext,
    true,
    ts.ScriptKind.TS,
  );
  const { parseDiagnostics } = file as unknown as {
    parseDiagnostics: readonly TypeScript.DiagnosticWithLocation[];
  };
  return parseDiagnostics.map((mistake) => afterLastToken(mistake)).sort((a, b) => a.start - b.start);
}

/** What is missing at the end of a cell belongs behind its last word, not behind the empty lines after that. */
function afterLastToken(mistake: TypeScript.DiagnosticWithLocation): TypeScript.DiagnosticWithLocation {
  const { file, code, start } = mistake;
  const { endOfFileToken, text } = file;
  if (start < endOfFileToken.getStart(file)) return mistake;
  // A text or a comment that does not end reaches up to there itself.
  const end = notEnded.has(code) ? text.trimEnd().length : endOfFileToken.pos;
  return { ...mistake, start: Math.min(start, end), length: 1 };
}

/** Below 2000 TypeScript numbers what is about syntax, also where its checker finds it (`return`, `await`); but for these. */
const notSyntax = new Set([
  ...[1055, 1058, 1062, 1064, 1065, 1192, 1238, 1239, 1240, 1241, 1259, 1270, 1271, 1278, 1279],
  ...[1320, 1321, 1322, 1345, 1360, 1361, 1362, 1371, 1479, 1484, 1485, 1540, 1541, 1542, 1543],
]);
/** And these are: a unary operator before `**`, and a `#`. */
const alsoSyntax = new Set([17006, 17007, 18016, 18026]);

/** Whether a message is about how something is written, and not about what it means. */
export function isSyntaxError({ code }: TypeScript.Diagnostic): boolean {
  return (code < 2000 && !notSyntax.has(code)) || alsoSyntax.has(code);
}

/**
 * Explains syntax errors: one for each line, since the rest are its consequences; where somebody wrote Python, that.
 *
 * @param errors syntax errors of one cell, in its order
 */
export function explainSyntax(errors: readonly TypeScript.Diagnostic[]): Mistake[] {
  const mistakes: Mistake[] = [];
  const told = new Set<string>();
  const starts = new Set(errors.map(({ start = 0 }) => start));
  for (const onLine of groupByLine(errors)) {
    const [first] = onLine;
    if (!first?.file) continue;
    const slip = findSlip(first.file, onLine, declaredIn(first.file, starts));
    if (!slip) {
      // After a line of Python whatever TypeScript reads is uncertain.
      if (told.size === 0) mistakes.push(toMistake(first, hintsFor(first)));
      continue;
    }
    if (told.has(slip.sentence)) continue;
    told.add(slip.sentence);
    const nearest = onLine.toSorted((a, b) => distance(a, slip) - distance(b, slip))[0] ?? first;
    const isElsewhere = lineAt(first.file, first.start ?? 0) !== lineAt(first.file, slip.start);
    mistakes.push({
      ...toMistake(nearest, [slip.sentence]),
      ...(isElsewhere ? { start: slip.start, length: 1 } : {}),
    });
  }
  return mistakes;
}

function toMistake(
  { code, messageText, file, start = 0, length = 1 }: TypeScript.Diagnostic,
  hints: string[],
): Mistake {
  const text = ts.flattenDiagnosticMessageText(messageText, " ");
  return { code, reason: [text, ...hints].join(" "), file, start, length };
}

function groupByLine(errors: readonly TypeScript.Diagnostic[]): Iterable<readonly TypeScript.Diagnostic[]> {
  return Map.groupBy(errors, ({ file, start = 0 }) => (file ? lineAt(file, start) : 0)).values();
}

function lineAt(file: TypeScript.SourceFile, start: number): number {
  return ts.getLineAndCharacterOfPosition(file, start).line;
}

function distance({ start = 0 }: TypeScript.Diagnostic, slip: { readonly start: number }): number {
  return Math.abs(start - slip.start);
}

/** Python in the line of an error, or `name?` in the line before it, whose other half TypeScript looks for after it. */
function findSlip(
  file: TypeScript.SourceFile,
  onLine: readonly TypeScript.Diagnostic[],
  declared: ReadonlySet<string>,
): { readonly sentence: string; readonly start: number } | undefined {
  const [first] = onLine;
  const start = first?.start ?? 0;
  const code = (onLine.find((error) => unterminated.has(error.code)) ?? first)?.code ?? 0;
  const starts = file.getLineStarts();
  const textOf = (line: number) => file.text.slice(starts[line], starts[line + 1]).replace(/[\r\n]+$/, "");
  const find = (line: number): { sentence: string; start: number } | undefined => {
    const from = starts[line] ?? 0;
    const slip = findInLine(textOf(line), code, start - from, (name) => declared.has(name));
    return slip && { sentence: slip.sentence, start: from + slip.column };
  };
  const line = lineAt(file, start);
  const found = find(line);
  if (found || file.text.slice(starts[line], start).trim() !== "") return found;
  let before = line - 1;
  while (before >= linesBeforeCell && textOf(before).trim() === "") before--;
  return before >= linesBeforeCell && /\?\s*;?\s*$/.test(textOf(before)) ? find(before) : undefined;
}

/** Where that begins which does not end; and whether the function is to be `async`, as TypeScript asks itself. */
function hintsFor({ code, file, start = 0, relatedInformation = [] }: TypeScript.Diagnostic): string[] {
  if (!file) return [];
  const async = relatedInformation.find((related) => related.code === notAsync);
  if (async) return [ts.flattenDiagnosticMessageText(async.messageText, " ")];
  const line = lineAt(file, start);
  const bracket = relatedInformation.find((related) => related.code === opened);
  if (bracket?.start !== undefined) {
    const from = lineAt(file, bracket.start);
    return from === line ? [] : [words().notClosed(file.text.charAt(bracket.start), from)];
  }
  const begin = notEnded.has(code) ? beginOfLast(file, code) : undefined;
  return begin === undefined || lineAt(file, begin) === line ? [] : [words().beginsIn(lineAt(file, begin))];
}

function beginOfLast(file: TypeScript.SourceFile, code: number): number | undefined {
  if (code === commentNotClosed)
    return ts.getLeadingCommentRanges(file.text, file.endOfFileToken.pos)?.at(-1)?.pos;
  let found: number | undefined;
  const visit = (node: TypeScript.Node): void => {
    if (ts.isTemplateLiteral(node) && node.end === file.endOfFileToken.pos) found = node.getStart(file);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
