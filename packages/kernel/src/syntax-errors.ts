/** What TypeScript's parser finds wrong with a cell, before anything is added to it. */
import { basename } from "node:path";
import type TypeScript from "typescript";
import { moduleCell } from "./local-files.js";
import { messages } from "./messages/index.js";
import { parseErrorsOf } from "./typescript.js";
import { findInLine, unterminated } from "./python-lines.js";
import { declaredIn } from "./python-mistakes.js";
import { sentenceOf } from "./python-words.js";
import { cellFile, cellPrefix, linesBeforeCell, ts } from "./tslab.js";

/** A mistake as it is reported. */
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

/** What a cell is called that was parsed here. */
const parsedFile = "cell.ts";

/** Whether a file is the cell that runs, and none that it imports. */
export function isCell({ fileName }: TypeScript.SourceFile): boolean {
  return [cellFile, parsedFile].includes(basename(fileName));
}

/** How many lines of a file are not as written: one before a cell, also before one that others import. */
export function linesAdded(file: TypeScript.SourceFile): number {
  return isCell(file) || moduleCell(file.fileName) ? linesBeforeCell : 0;
}

/** "The parser expected to find a '}' to match the '{' token here." */
const opened = 1007;
/** "'const' declarations can only be declared inside a block." */
const onlyInBlock = 1156;
/** "Declaration or statement expected." */
const notAStatement = 1128;
/** "Did you mean to mark this function as 'async'?" */
const notAsync = 1356;
/** "Octal literals are not allowed." */
const leadingZero = 1121;
const templateNotClosed = 1160;
const commentNotClosed = 1010;
const notEnded = new Set([templateNotClosed, commentNotClosed]);

/**
 * Parses a cell as it was written. The converter only parses it together with an `export` of its names, and of a cell
 * that does not end TypeScript then reports mistakes in code that is not in the cell.
 *
 * @param source the cell as written
 * @param isModule whether it is a cell that others import, which may ask for its `import.meta`
 * @returns the mistakes, in the order of the cell
 * @example
 * findSyntaxErrors("const xs = [1, 2")[0]?.code // 1005, "']' expected."
 */
export function findSyntaxErrors(
  source: string,
  isModule = false,
): readonly TypeScript.DiagnosticWithLocation[] {
  const file = ts.createSourceFile(
    parsedFile,
    cellPrefix + source,
    ts.ScriptTarget.ESNext,
    true,
    ts.ScriptKind.TS,
  );
  const errors = parseErrorsOf(file);
  if (errors.length === 0) return isModule ? [] : findImportMeta(file);
  return errors.map(afterLastToken).sort((a, b) => a.start - b.start);
}

/** A cell becomes a function, and for `import.meta` Node has only "outside a module", without a place. */
function findImportMeta(file: TypeScript.SourceFile): TypeScript.DiagnosticWithLocation[] {
  const found: TypeScript.DiagnosticWithLocation[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
      const start = node.getStart(file);
      const place = { file, start, length: node.end - start };
      found.push({ ...place, ...noImportMeta, messageText: messages().noImportMeta });
    }
    ts.forEachChild(node, visit);
  };
  if (file.text.includes("import.meta")) visit(file);
  return found;
}

/** "The 'import.meta' meta-property is only allowed when …" */
const noImportMeta = { code: 1343, category: ts.DiagnosticCategory.Error } as const;

/** What is missing at the end of a cell belongs behind its last word, not behind the empty lines after that. */
function afterLastToken<T extends TypeScript.Diagnostic>(mistake: T): T {
  const { file, code, start = 0 } = mistake;
  if (!file) return mistake;
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
 * Explains syntax errors: one for each line, since the rest are its consequences; where the line is Python, that.
 *
 * @param errors syntax errors of one cell, in its order
 * @param isKept whether an earlier cell has declared a name
 */
export function explainSyntax(
  errors: readonly TypeScript.Diagnostic[],
  isKept: (name: string) => boolean,
): Mistake[] {
  const mistakes: Mistake[] = [];
  const told = new Set<string>();
  const starts = new Set(errors.map(({ start = 0 }) => start));
  for (const onLine of groupByLine(errors.map(afterLastToken))) {
    const [first] = onLine;
    if (!first?.file) continue;
    const declared = declaredIn(first.file, starts);
    const python = findPythonMistake(first.file, onLine, (name) => declared.has(name) || isKept(name));
    if (!python) {
      // After a line of Python whatever TypeScript reads is uncertain.
      if (told.size === 0) mistakes.push(toMistake(first, hintsFor(first)));
      continue;
    }
    if (told.has(python.sentence)) continue;
    told.add(python.sentence);
    const nearest = onLine.toSorted((a, b) => distance(a, python) - distance(b, python))[0] ?? first;
    const isElsewhere = lineAt(first.file, first.start ?? 0) !== lineAt(first.file, python.start);
    mistakes.push({
      ...toMistake(nearest, [python.sentence]),
      ...(isElsewhere ? { start: python.start, length: 1 } : {}),
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

/** The line of a place in a file, from 0. */
export function lineAt(file: TypeScript.SourceFile, start: number): number {
  return ts.getLineAndCharacterOfPosition(file, start).line;
}

function distance({ start = 0 }: TypeScript.Diagnostic, python: { readonly start: number }): number {
  return Math.abs(start - python.start);
}

/** Python in the line of an error; or `name?` and `import x` in the line before it, of which TypeScript looks for more. */
function findPythonMistake(
  file: TypeScript.SourceFile,
  onLine: readonly TypeScript.Diagnostic[],
  isDeclared: (name: string) => boolean,
): { readonly sentence: string; readonly start: number } | undefined {
  const [first] = onLine;
  const start = first?.start ?? 0;
  const code = (onLine.find((error) => unterminated.has(error.code)) ?? first)?.code ?? 0;
  const starts = file.getLineStarts();
  const textOf = (line: number) => file.text.slice(starts[line], starts[line + 1]).replace(/[\r\n]+$/, "");
  const find = (line: number): { sentence: string; start: number } | undefined => {
    const from = starts[line] ?? 0;
    const python = findInLine(textOf(line), code, start - from, isDeclared);
    return python && { sentence: python.sentence, start: from + python.column };
  };
  const line = lineAt(file, start);
  const found = find(line);
  const isBelow = () => {
    const [above, here] = [textOf(line - 1), textOf(line)];
    return /^\s*else\b/.test(here) && !/[{}]/.test(above) && indentOf(above) > indentOf(here);
  };
  // A declaration, or an `else`, after lines that are only indented.
  if (code === onlyInBlock || (code === notAStatement && !found && isBelow()))
    return { sentence: sentenceOf("block"), start };
  if (found || file.text.slice(starts[line], start).trim() !== "") return found;
  let before = line - 1;
  while (before >= linesAdded(file) && textOf(before).trim() === "") before--;
  return before >= linesAdded(file) && /\?\s*;?\s*$|^\s*import\s/.test(textOf(before))
    ? find(before)
    : undefined;
}

function indentOf(line: string): number {
  return /^\s*/.exec(line)?.[0].length ?? 0;
}

/** Where that begins which does not end; and whether the function is to be `async`, as TypeScript asks itself. */
function hintsFor({ code, file, start = 0, relatedInformation = [] }: TypeScript.Diagnostic): string[] {
  if (!file) return [];
  const async = relatedInformation.find((related) => related.code === notAsync);
  if (async) return [ts.flattenDiagnosticMessageText(async.messageText, " ")];
  if (
    code === leadingZero &&
    /\d[,. ]\s*$/.test(file.text.slice(0, start)) &&
    /^\d{3}\b/.test(file.text.slice(start))
  )
    return [messages().thousands];
  const line = lineAt(file, start);
  const bracket = relatedInformation.find((related) => related.code === opened);
  if (bracket?.start !== undefined) {
    const from = lineAt(file, bracket.start);
    return from === line
      ? []
      : [messages().notClosed(file.text.charAt(bracket.start), from + 1 - linesAdded(file))];
  }
  const begin = notEnded.has(code) ? beginOfLast(file, code) : undefined;
  return begin === undefined || lineAt(file, begin) === line
    ? []
    : [messages().beginsIn(lineAt(file, begin) + 1 - linesAdded(file))];
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
