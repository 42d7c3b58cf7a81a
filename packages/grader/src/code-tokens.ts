import { createRequire } from "node:module";
import type TypeScript from "typescript";

/** What a piece of code is, as far as kinds are kept apart; all the rest is `"other"`. */
export type TokenKind = "keyword" | "text" | "number" | "comment" | "name" | "other";

/** A piece of code. */
export interface CodeToken {
  readonly kind: TokenKind;
  readonly text: string;
}

/**
 * Takes TypeScript apart into its words and signs; put together again they are the whole code. Never throws: the text is
 * untrusted.
 *
 * @example splitCode("x = 1") // [{ kind: "name", text: "x" }, { kind: "other", text: " = " }, …]
 */
export function splitCode(code: string): CodeToken[] {
  const ts = loadTypeScript();
  const kinds: Readonly<Partial<Record<number, TokenKind>>> = {
    [ts.ClassificationType.keyword]: "keyword",
    [ts.ClassificationType.identifier]: "name",
    [ts.ClassificationType.comment]: "comment",
    [ts.ClassificationType.stringLiteral]: "text",
    [ts.ClassificationType.regularExpressionLiteral]: "text",
    [ts.ClassificationType.numericLiteral]: "number",
    [ts.ClassificationType.bigintLiteral]: "number",
  };
  // Token by token, without a syntax tree: code that no parser takes is shown as well, and none nests too deeply.
  const { spans } = ts
    .createClassifier()
    .getEncodedLexicalClassifications(code, ts.EndOfLineState.None, true);
  const tokens: CodeToken[] = [];
  let end = 0;
  const add = (kind: TokenKind, to: number) => {
    if (to <= end) return;
    const text = code.slice(end, to);
    const last = tokens.at(-1);
    if (last?.kind === "other" && kind === "other") tokens.splice(-1, 1, { kind, text: last.text + text });
    else tokens.push({ kind, text });
    end = to;
  };
  for (let at = 0; at + 2 < spans.length; at += 3) {
    const [start = 0, length = 0, type = 0] = spans.slice(at, at + 3);
    add("other", start);
    add(kinds[type] ?? "other", start + length);
  }
  add("other", code.length);
  return tokens;
}

let loaded: typeof TypeScript | undefined;

/** The TypeScript that cells are compiled with: a dependency of the course, not only of its development. */
function loadTypeScript(): typeof TypeScript {
  const tslab = createRequire(import.meta.url).resolve("tslab/package.json");
  loaded ??= createRequire(tslab)("@tslab/typescript-for-tslab") as typeof TypeScript;
  return loaded;
}
