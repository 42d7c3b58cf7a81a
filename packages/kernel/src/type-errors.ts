/**
 * What TypeScript finds wrong with a cell, as a learner needs it: the place, and the one reason that helps.
 */
import { basename } from "node:path";
import type TypeScript from "typescript";
import { excerpt } from "./excerpt.js";
import { messages } from "./messages/index.js";
import { moduleCell } from "./local-files.js";
import { titleOf } from "./local-sources.js";
import {
  commandIn,
  declaredIn,
  findBelowLoop,
  findInMember,
  findInModule,
  findInName,
  findInOperator,
  findInProperty,
  isAssigned,
} from "./python-mistakes.js";
import { explainSyntax, isSyntaxError, isCell, lineAt, linesAdded, type Mistake } from "./syntax-errors.js";
import { ts } from "./tslab.js";

/** A cell that does not compile; nothing of it has run. */
export class CellTypeError extends Error {
  override readonly name = "TypeScriptError";
  readonly traceback: readonly string[];
  /** The earlier cell that has to be mended first, where this one only lacks what that one declares. */
  readonly needs: number | undefined;

  constructor(message: string, traceback: readonly string[], needs: number | undefined) {
    super(message);
    this.traceback = traceback;
    this.needs = needs;
  }
}

const noOverloadMatches = 2769;
/** "Did you forget to use 'await'?", which comes beside a mistake and not in its text. */
const awaitMissing = 2773;
/** "is not assignable", and three ways to say that properties are missing: TypeScript asks nothing there. */
const doesNotFit = new Set([2322, 2739, 2740, 2741]);
/** "Argument of type 'x' is not assignable to parameter of type 'y'." */
const wrongArgument = 2345;
/** In a message, after a property's name perhaps: a promise, and what was wanted and is none. */
const promiseForValue = /^[^'"]*(?:['"]\w+['"][^'"]*)?['"]\w*Promise<[^'"]*>['"][^'"]*['"](?!\w*Promise)/;
const cannotFindModule = 2307;
/** "Cannot find name", which TypeScript says in several ways; a shorthand `{ x }` and a type are among them. */
const cannotFindName = new Set([2304, 2552, 2580, 2581, 2582, 2583, 2584, 2591, 2592, 2593, 2693, 18004]);
/** Those that go on about libraries, packages of types and a `tsconfig`, which no notebook has. */
const beyondNotebook = new Set([2550, 2580, 2581, 2582, 2583, 2584, 2591, 2592, 2593]);
/** "Did you mean 'x'?": a name that looks alike is known. */
const namesAlike = 2552;
/** "only refers to a type, but is being used as a value here", such as `any` and `string`. */
const onlyType = 2693;
/** "Did you mean to write 'x'?", then "does not exist in type": which option is wrong. */
const unknownProperty = [2561, 2551, 2353, 2339];
/** "Property 'x' does not exist on type 'y'." */
const noSuchMember = new Set([2339, 2550, 2551]);
/** The name, and the type that has no such property; a type may hold quotes of its own. */
const memberAndType = /['"](\w+)['"][^'"]*['"](.+?)['"]\.(?:\s|$)/;
/** How TypeScript tells apart two types of one name, of which the cell has declared one. */
const fromCell = /import\("[^"]*__(?:prev|tslab)__"\)\./g;
/** A package as the compiler finds it, which is no folder that anybody has: `renamed` of `modules.ts`. */
const fromPackage = /import\("[^"]*\/node_modules~\/((?:@[^"/]+\/)?[^"/]+)[^"]*"\)/g;
/** A name that every module has and no learner thinks of, offered for one that looks alike. */
const namesModule = /['"](?:exports|module)['"]\?$/;
/** Twice the same type, which a cell may have declared again. */
const sameName = /['"]([\w$]+)['"][^'"]*['"]\1['"]/;
/** As many mistakes as help at once. */
const maxShown = 5;

/**
 * Tells what is wrong with a cell.
 *
 * @param source the cell as written
 * @param cell what the cell is called: "cell 7"
 * @param diagnostics what TypeScript reported
 * @param notCompiledIn the cell that would have declared a name, had it compiled
 * @param isKept whether an earlier cell has declared a name
 */
export function createTypeError(
  source: string,
  cell: string,
  diagnostics: readonly TypeScript.Diagnostic[],
  notCompiledIn: (name: string) => number | undefined,
  isKept: (name: string) => boolean = () => false,
): CellTypeError {
  const mistakes = explainAll(source, diagnostics, notCompiledIn, isKept);
  const [first] = mistakes;
  const message = first ? `${first.reason} (TS${first.code})` : "?";
  const traceback = mistakes
    .slice(0, maxShown)
    .map((mistake) =>
      [`\u001b[31mTS${mistake.code}\u001b[39m: ${mistake.reason}`, ...placeOf(mistake, source, cell)].join(
        "\n",
      ),
    );
  if (mistakes.length > maxShown) traceback.push(messages().more(mistakes.length - maxShown));
  return new CellTypeError(message, traceback, first?.earlier);
}

/** Where the syntax is wrong, all else is a consequence: it is reported alone. */
function explainAll(
  source: string,
  diagnostics: readonly TypeScript.Diagnostic[],
  notCompiledIn: (name: string) => number | undefined,
  isKept: (name: string) => boolean,
): readonly Mistake[] {
  const ofSyntax = diagnostics.filter(isSyntaxError);
  if (ofSyntax.length > 0) return explainSyntax(ofSyntax, isKept);
  const ofLearner = diagnostics.filter((diagnostic) => !isAboutAddedCode(diagnostic, source));
  const told = onceForCommands(ofLearner.length > 0 ? ofLearner : diagnostics).map((diagnostic) =>
    explain(diagnostic, notCompiledIn),
  );
  // What is not there yet brings other mistakes along, some of them before it in the cell: it is reported first.
  return told.sort((a, b) => Number(b.earlier !== undefined) - Number(a.earlier !== undefined));
}

/** `!ls -la` is a subtraction for TypeScript: one unknown name is enough to report of that line. */
function onceForCommands(diagnostics: readonly TypeScript.Diagnostic[]): readonly TypeScript.Diagnostic[] {
  const told = new Map<number, TypeScript.Diagnostic>();
  const lineOf = ({ file, start = 0 }: TypeScript.Diagnostic) =>
    file && isCell(file) ? lineAt(file, start) : -1;
  for (const diagnostic of diagnostics) {
    const { code, file, start = 0 } = diagnostic;
    const line = lineOf(diagnostic);
    if (!file || line < 0 || told.has(line) || !cannotFindName.has(code)) continue;
    if (commandIn(nodeAt(file, start))) told.set(line, diagnostic);
  }
  return diagnostics.filter((diagnostic) => (told.get(lineOf(diagnostic)) ?? diagnostic) === diagnostic);
}

/** Names that the converter exports behind the cell. */
function isAboutAddedCode({ file, start = 0 }: TypeScript.Diagnostic, source: string): boolean {
  return file !== undefined && isCell(file) && start > file.text.indexOf("\n") + source.length;
}

function explain(
  diagnostic: TypeScript.Diagnostic,
  notCompiledIn: (name: string) => number | undefined,
): Mistake {
  const { code, text } = innermostReason(diagnostic);
  const { file, start = 0, length = 1 } = diagnostic;
  // TypeScript's Spanish has double quotes in some of its messages.
  const named = /['"]([^'"]+)['"]/.exec(text)?.[1] ?? "";
  const earlier = cannotFindName.has(code) ? notCompiledIn(named) : undefined;
  const isLong = beyondNotebook.has(code) || (code === namesAlike && namesModule.test(text));
  const told = isLong ? text.replace(/(?<=\.)\s.*$/s, "") : text;
  const reason =
    earlier === undefined
      ? [told, ...hintsFor(diagnostic, text, named)].join(" ")
      : messages().notCompiled(named, earlier);
  return { code, reason, earlier, file, start, length };
}

/** What helps beside TypeScript's message. */
function hintsFor(diagnostic: TypeScript.Diagnostic, text: string, named: string): readonly string[] {
  const { code, file, start = 0, relatedInformation = [] } = diagnostic;
  if (code === cannotFindModule)
    return /^(?:[./]|file:)/.test(named) ? [] : [findInModule(named) ?? messages().install(named)];
  const isAsked = relatedInformation.some((related) => related.code === awaitMissing);
  if (isAsked || (doesNotFit.has(code) && promiseForValue.test(text))) return [messages().awaitMissing];
  if (!file || !isCell(file)) return [];
  const twice = doesNotFit.has(code) || code === wrongArgument ? sameName.exec(text)?.[1] : undefined;
  if (twice !== undefined && declaredIn(file).has(twice)) return [messages().declaredAgain(twice)];
  if (cannotFindName.has(code)) return nameHints(diagnostic, file, named);
  const [, member = "", type = ""] = noSuchMember.has(code) ? (memberAndType.exec(text) ?? []) : [];
  const mistake = member ? findInProperty(member, type) : findInOperator(nodeAt(file, start), code, text);
  return mistake === undefined ? [] : [mistake];
}

/** A name is unknown: it is Python's, or not declared, or its cell has not run. */
function nameHints(
  { code, start = 0, relatedInformation = [] }: TypeScript.Diagnostic,
  file: TypeScript.SourceFile,
  named: string,
): readonly string[] {
  const node = nodeAt(file, start);
  const declared = declaredIn(file);
  const mistake = findInName(node, (name) => declared.has(name));
  if (mistake !== undefined) return [mistake];
  if (code === onlyType) return [];
  if (/^(?:document|window|alert)$/.test(named)) return [messages().noPage];
  if (named === "arguments") return [];
  if (isAssigned(node)) return [messages().undeclared(named)];
  const declaration = declared.get(named);
  const block = declaration && findBelowLoop(declaration, node);
  if (block !== undefined) return [block];
  // "Did you mean 'URL'?" may be wrong where it is not one of the learner's own names, and so may `url` for `urls`.
  const isTypo =
    code === namesAlike &&
    relatedInformation.some((related) => isLearners(related.file)) &&
    !declared.has(named.replace(/s$/, ""));
  const method =
    findInMember(node) ?? (declaration && messages().otherScope(named, lineIn(file, declaration)));
  return [...(method === undefined ? [] : [method]), ...(isTypo ? [] : [messages().maybeAbove])];
}

function lineIn(file: TypeScript.SourceFile, node: TypeScript.Node): number {
  return lineAt(file, node.getStart(file)) + 1 - linesAdded(file);
}

function isLearners(file: TypeScript.SourceFile | undefined): boolean {
  return file !== undefined && (isCell(file) || basename(file.fileName) === "__prev__.d.ts");
}

function nodeAt(file: TypeScript.SourceFile, start: number): TypeScript.Node {
  let found: TypeScript.Node = file;
  const visit = (node: TypeScript.Node): void => {
    if (node.getStart(file) > start || node.end <= start) return;
    found = node;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}

/** The cell's line, or that of a file which the cell imports, with the lines around it. */
function placeOf({ file, start, length }: Mistake, source: string, cell: string): string[] {
  if (!file) return [`${cell}, ${messages().line} 1`, excerpt(source, { line: 1, column: 1 }, length)];
  const place = ts.getLineAndCharacterOfPosition(file, start);
  const column = place.character + 1;
  const line = place.line + 1 - linesAdded(file);
  if (!isCell(file)) {
    const text = moduleCell(file.fileName)?.text ?? file.text;
    return [`${titleOf(file.fileName)}, ${messages().line} ${line}`, excerpt(text, { line, column }, length)];
  }
  // The converter lists a cell's names in an `export` behind it: a mistake there belongs to the cell's end.
  const last = Math.min(line, source.split("\n").length);
  return [`${cell}, ${messages().line} ${last}`, excerpt(source, { line: last, column }, length)];
}

/**
 * A chain of reasons says first what did not fit, and at its end why. Of a call that fits no overload every
 * overload has a chain of its own: one that names an unknown property says which option is wrong.
 */
function innermostReason(diagnostic: TypeScript.Diagnostic): { code: number; text: string } {
  const { messageText, code } = diagnostic;
  if (typeof messageText === "string") return { code, text: asWritten(messageText) };
  const leaves = leavesOf(messageText);
  const leaf =
    unknownProperty
      .map((wanted) => leaves.find((one) => one.code === wanted))
      .find((one) => one !== undefined) ?? leaves.at(-1);
  const whole = asWritten(messageText.messageText);
  if (!leaf || leaf === messageText) return { code, text: whole };
  const part = asWritten(leaf.messageText);
  return messageText.code === noOverloadMatches || unknownProperty.includes(leaf.code)
    ? { code: leaf.code, text: part }
    : { code, text: `${whole} ${part}` };
}

function asWritten(text: string): string {
  return text.replace(fromCell, "").replace(fromPackage, 'import("$1")');
}

function leavesOf(chain: TypeScript.DiagnosticMessageChain): TypeScript.DiagnosticMessageChain[] {
  return chain.next?.length ? chain.next.flatMap(leavesOf) : [chain];
}
