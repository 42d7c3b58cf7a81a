/** Completion, inspection and "is this cell complete", in the protocol's terms. */
import type TypeScript from "typescript";
import { messages } from "./messages/index.js";
import type { CellHelp } from "./language-service.js";
import { parseErrorsOf } from "./typescript.js";
import type { Session } from "./session.js";
import { cellPrefix, ts } from "./tslab.js";
import type { Content } from "./wire.js";

/** As many other overloads of a call as are shown at first. */
const maxOverloads = 3;

const unterminatedString = 1002;
const unterminatedRegExp = 1161;

/**
 * Tells whether code can run as it stands. It is unfinished where a parser finds nothing wrong before its end.
 *
 * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html#code-completeness
 */
export function checkComplete(code: string): Content {
  const text = cellPrefix + code;
  const file = ts.createSourceFile("cell.ts", text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const errors = parseErrorsOf(file);
  const end = text.trimEnd().length;
  const isInvalid = errors.some(({ code: error, start }) => {
    // A text in quotes ends with its line, unless a backslash says that it does not.
    if (error === unterminatedString) return start < end || !/\\\r?\n.*$/.test(text);
    return error === unterminatedRegExp || start < end;
  });
  if (isInvalid) return { status: "invalid" };
  const isUnfinished = errors.length > 0 || needsMore(file.statements.at(-1));
  return isUnfinished ? { status: "incomplete", indent: indentAfter(code) } : { status: "complete" };
}

/** A declaration that a parser takes as it is, though it cannot stand so. */
function needsMore(last: TypeScript.Statement | undefined): boolean {
  if (!last || isAmbient(last) || last.getText().endsWith(";")) return false;
  if (ts.isFunctionDeclaration(last)) return last.body === undefined;
  if (!ts.isVariableStatement(last)) return false;
  const { declarations, flags } = last.declarationList;
  const final = declarations.at(-1);
  if (!final || declarations.hasTrailingComma) return true;
  const isConstant = (flags & (ts.NodeFlags.Const | ts.NodeFlags.Using)) !== 0;
  return final.initializer === undefined && (isConstant || !ts.isIdentifier(final.name));
}

function isAmbient(statement: TypeScript.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) === true
  );
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

/**
 * Answers an `inspect_request`: within the parentheses of a call its signature, with the parameter at the cursor;
 * then what is known of the name at the cursor.
 *
 * @param detail 1 shows all of a call's overloads
 */
export function inspectCode(session: Session, code: string, cursor: number, detail: number): Content {
  const info = session.inspect(code, toUtf16(code, cursor));
  const found = [...describeCall(info, detail), ...describeName(info)];
  const inForm = (form: keyof Paragraph) =>
    found
      .map((paragraph) => paragraph[form])
      .filter(Boolean)
      .join("\n\n");
  const data = found.length > 0 ? { "text/plain": inForm("plain"), "text/markdown": inForm("markdown") } : {};
  return { status: "ok", found: found.length > 0, data, metadata: {} };
}

/** A piece of an inspection, in the two forms that a client can show. */
interface Paragraph {
  readonly plain: string;
  readonly markdown: string;
}

const asCode = (code: string): Paragraph => ({ plain: code, markdown: `\`\`\`typescript\n${code}\n\`\`\`` });
const asText = (text: string): Paragraph => ({ plain: text, markdown: text });

function describeCall({ call, isNew }: CellHelp, detail: number): Paragraph[] {
  if (!call) return [];
  const { items, selectedItemIndex, argumentIndex } = call;
  const chosen = items[selectedItemIndex];
  const hasPlace = (item: TypeScript.SignatureHelpItem | undefined) =>
    item !== undefined && (item.isVariadic || argumentIndex < item.parameters.length);
  // TypeScript chooses an overload by the arguments so far, and not by the one that is to come.
  const selected = hasPlace(chosen) ? chosen : (items.find(hasPlace) ?? chosen);
  if (!selected) return [];
  const documented = selected.documentation.length > 0 ? selected : (chosen ?? selected);
  const { parameters, isVariadic } = selected;
  const at = isVariadic ? Math.min(argumentIndex, parameters.length - 1) : argumentIndex;
  const parameter = parameters[at];
  const signatureOf = (item: TypeScript.SignatureHelpItem) => (isNew ? "new " : "") + formatSignature(item);
  const signature = signatureOf(selected);
  const others = [...new Set(items.map(signatureOf))].filter((other) => other !== signature);
  const shown = detail > 0 ? others : others.slice(0, maxOverloads);
  const more = others.length - shown.length;
  return [
    asCode(signature),
    ...(parameter ? [describeParameter(parameter, at)] : []),
    asText(joinParts(documented.documentation)),
    ...describeTags(documented.tags),
    ...(shown.length > 0 ? [asText(messages().overloads), asCode(shown.join("\n"))] : []),
    ...(more > 0 ? [asText(messages().more(more))] : []),
  ];
}

function formatSignature(item: TypeScript.SignatureHelpItem): string {
  const parameters = item.parameters.map((parameter) => joinParts(parameter.displayParts));
  const separator = joinParts(item.separatorDisplayParts);
  return joinParts(item.prefixDisplayParts) + parameters.join(separator) + joinParts(item.suffixDisplayParts);
}

function describeParameter(parameter: TypeScript.SignatureHelpParameter, at: number): Paragraph {
  const [name, documentation] = [joinParts(parameter.displayParts), joinParts(parameter.documentation)];
  const place = messages().parameter(at + 1);
  const rest = documentation && `\n${documentation}`;
  return { plain: `${place}: ${name}${rest}`, markdown: `**${place}:** \`${name}\`${rest && `\n${rest}`}` };
}

function describeName({ displayParts, documentation, tags }: CellHelp): Paragraph[] {
  const signature = joinParts(displayParts);
  if (!signature) return [];
  return [asCode(signature), asText(joinParts(documentation)), ...describeTags(tags)];
}

function describeTags(tags: readonly TypeScript.JSDocTagInfo[] | undefined): Paragraph[] {
  return (tags ?? []).map(({ name, text: parts }) => {
    const text = joinParts(parts);
    const plain = `@${name} ${text}`.trimEnd();
    return {
      plain,
      markdown: name === "example" ? `*@example*\n${exampleOf(text)}` : `*@${name}* ${text}`.trimEnd(),
    };
  });
}

/** An example is code, unless it has its own fence. */
function exampleOf(text: string): string {
  return text.includes("```") ? text : asCode(text).markdown;
}

/** `{@link target label}`, which a client would show as it is. */
const linkTag = /\{@link(?:code|plain)?\s+([^\s|}]+)[\s|]*([^}]*)\}/g;

function joinParts(parts: readonly { readonly text: string }[] | undefined): string {
  const text = (parts ?? []).map((part) => part.text).join("");
  return text.replace(linkTag, (_whole, target: string, label?: string) => label?.trim() || target);
}

/** The protocol counts characters, JavaScript UTF-16 units: an emoji is one of the first, two of the second. */
function toUtf16(text: string, codePoints: number): number {
  return Array.from(text).slice(0, codePoints).join("").length;
}

function toCodePoints(text: string, utf16: number): number {
  return Array.from(text.slice(0, utf16)).length;
}
