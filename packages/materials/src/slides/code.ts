/** Code as a slide shows it: no line wider than the slide, in colors. */
import { format } from "prettier";
import ts from "typescript";
import type { Run } from "./deck.js";
import { codeColors } from "./style.js";

/**
 * Breaks code into lines that a slide can hold.
 *
 * @param code TypeScript, as a rule; what prettier cannot read is broken at spaces
 * @param columns the most characters in a line
 * @example await fitCode("call(first, second);", 12) // ["call(", "  first,", "  second,", ");"]
 */
export async function fitCode(code: string, columns: number): Promise<string[]> {
  const isTooWide = (line: string) => line.length > columns;
  if (!code.split("\n").some(isTooWide)) return code.split("\n");
  let text = code;
  try {
    text = (await format(code, { parser: "typescript", printWidth: columns })).trimEnd();
  } catch {
    // A command for a terminal, a program in Python.
  }
  return text.split("\n").flatMap((line) => breakLine(line, columns));
}

/** Breaks at spaces, or anywhere in a word that is wider than a line; what goes on stands further in, or is a comment still. */
export function breakLine(line: string, columns: number): string[] {
  if (line.length <= columns) return [line];
  const [, indent = "", mark = ""] = /^( *)(\/\/ )?/.exec(line) ?? [];
  const space = line.lastIndexOf(" ", columns);
  const at = space >= indent.length + Math.max(1, mark.length) ? space : columns;
  // The rest has to get shorter by it, however far in the line stands.
  const further = indent.length + 4 < columns / 2 ? indent + (mark || "    ") : "";
  return [line.slice(0, at).trimEnd(), ...breakLine(further + line.slice(at).trimStart(), columns)];
}

/** Whether code is one statement, whatever its length. */
export function isOneStatement(code: string): boolean {
  return ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest).statements.length === 1;
}

const kinds: Readonly<Partial<Record<number, keyof typeof codeColors>>> = {
  [ts.ClassificationType.keyword]: "keyword",
  [ts.ClassificationType.comment]: "comment",
  [ts.ClassificationType.stringLiteral]: "text",
  [ts.ClassificationType.regularExpressionLiteral]: "text",
  [ts.ClassificationType.numericLiteral]: "number",
  [ts.ClassificationType.bigintLiteral]: "number",
};

/** Colors code, line by line; keywords are bold as well, comments in italics. */
export function highlight(lines: readonly string[]): Run[][] {
  const code = lines.join("\n");
  const runs: Run[] = [];
  const add = (kind: keyof typeof codeColors, text: string) => {
    if (text === "") return;
    const style =
      kind === "keyword" ? { bold: true as const } : kind === "comment" ? { italic: true as const } : {};
    runs.push({ text, code: true, color: codeColors[kind], ...style });
  };
  const { spans } = ts
    .createClassifier()
    .getEncodedLexicalClassifications(code, ts.EndOfLineState.None, true);
  let end = 0;
  for (let at = 0; at + 2 < spans.length; at += 3) {
    const [start = 0, length = 0, type = 0] = spans.slice(at, at + 3);
    const kind = kinds[type];
    if (kind === undefined) continue;
    add("plain", code.slice(end, start));
    add(kind, code.slice(start, start + length));
    end = start + length;
  }
  add("plain", code.slice(end));
  return splitLines(runs);
}

function splitLines(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [[]];
  for (const run of runs) {
    for (const [index, text] of run.text.split("\n").entries()) {
      if (index > 0) lines.push([]);
      if (text !== "") lines.at(-1)?.push({ ...run, text });
    }
  }
  return lines;
}
