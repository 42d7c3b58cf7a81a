/** Completion, inspection and "is this cell complete", in the protocol's terms. */
import type TypeScript from "typescript";
import type { Session } from "./session.js";
import { ts } from "./tslab.js";
import type { Content } from "./wire.js";

/** What a parser misses at the end of code that goes on in the next line. */
const unfinished = new Set([1003, 1005, 1010, 1109, 1126, 1160]);

/**
 * Tells whether code can run as it stands.
 *
 * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html#code-completeness
 */
export function checkComplete(code: string): Content {
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
  const { parseDiagnostics } = file as unknown as {
    parseDiagnostics: readonly TypeScript.DiagnosticWithLocation[];
  };
  if (parseDiagnostics.length === 0) return { status: "complete" };
  const end = code.trimEnd().length;
  const atEnd = parseDiagnostics.every(
    ({ code, start, length }) => unfinished.has(code) && start + length >= end,
  );
  return atEnd ? { status: "incomplete", indent: indentAfter(code) } : { status: "invalid" };
}

function indentAfter(code: string): string {
  const line = code.trimEnd().split("\n").at(-1) ?? "";
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  return /[{([]$/.test(line) ? `${indent}  ` : indent;
}

/** Answers a `complete_request`. */
export function complete(session: Session, code: string, cursor: number): Content {
  const { start, end, candidates } = session.complete(code, toUtf16(code, cursor));
  return {
    status: "ok",
    matches: candidates,
    cursor_start: toCodePoints(code, start),
    cursor_end: toCodePoints(code, end),
    metadata: {},
  };
}

/** Answers an `inspect_request`: the signature, then the documentation. */
export function inspectCode(session: Session, code: string, cursor: number): Content {
  const info = session.inspect(code, toUtf16(code, cursor));
  if (!info) return { status: "ok", found: false, data: {}, metadata: {} };
  const signature = joinParts(info.displayParts);
  const documentation = joinParts(info.documentation);
  const tags = (info.tags ?? []).map((tag) => ({ name: tag.name, text: joinParts(tag.text) }));
  const plain = [signature, documentation, ...tags.map(({ name, text }) => `@${name} ${text}`)];
  const markdown = [
    `\`\`\`typescript\n${signature}\n\`\`\``,
    documentation,
    ...tags.map(
      ({ name, text }) => `*@${name}* ${name === "example" ? `\n\`\`\`typescript\n${text}\n\`\`\`` : text}`,
    ),
  ];
  const data = {
    "text/plain": plain.filter(Boolean).join("\n\n"),
    "text/markdown": markdown.filter(Boolean).join("\n\n"),
  };
  return { status: "ok", found: true, data, metadata: {} };
}

function joinParts(parts: readonly { readonly text: string }[] | undefined): string {
  return (parts ?? []).map((part) => part.text).join("");
}

/** The protocol counts characters, JavaScript UTF-16 units: an emoji is one of the first, two of the second. */
function toUtf16(text: string, codePoints: number): number {
  return Array.from(text).slice(0, codePoints).join("").length;
}

function toCodePoints(text: string, utf16: number): number {
  return Array.from(text.slice(0, utf16)).length;
}
