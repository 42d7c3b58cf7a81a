/**
 * Slips of people who come from Python: one sentence beside TypeScript's own message names the TypeScript way. It is
 * looked for only where TypeScript has found a mistake, and never in a name that the cell declares.
 */
import type TypeScript from "typescript";
import { words } from "./excerpt.js";
import * as python from "./python-words.js";
import { ts } from "./tslab.js";

/** What was found in a line: the sentence, and how far into the line it is. */
export interface Slip {
  readonly sentence: string;
  readonly column: number;
}

type Said = python.PythonWord | "magic" | "shell" | "package" | "help" | "noDeclaration";

/**
 * Python in a line that is no TypeScript. The first rule that fits wins: those of a whole statement come before those
 * of an expression. What is in the brackets is the word that the slip is about.
 */
const rules: readonly (readonly [RegExp, Said])[] = [
  [/^\s*(%%?)\s*\w+/, "magic"],
  [/^\s*!*\s*(?:python3? -m )?(pip3?|conda|npm|uv)\s+\w+/, "package"],
  [/^\s*(!)!?\s*[\w./~-]+\s+[\w./~<>|-]/, "shell"],
  [/^\s*(\?\??)\s*[\w.]+\s*$/, "help"],
  [/^\s*[\w.]+\s*(\?\??)\s*;?\s*$/, "help"],
  [/^\s*async\s+(for)\b/, ["async for x in xs:", "for await (const x of xs) { … }"]],
  [/^\s*async\s+(with)\b/, ["async with f() as x:", "{ await using x = f(); … }", "try { … } finally { … }"]],
  [/^\s*async\s+(def)\b/, ["async def f(x):", "async function f(x) { … }"]],
  [/^\s*(def)\s+__init__\b/, ["def __init__(self, x):", "constructor(x) { … }"]],
  [/^\s*(def)\b/, ["def f(x):", "function f(x) { … }"]],
  [/^\s*(class)\s+\w+\s*\(.*:/, ["class A(B):", "class A extends B { … }"]],
  [/^\s*(class)\s+\w+\s*:/, ["class A:", "class A { … }"]],
  [/^\s*(for)\s+(?!await\b)\w.*\bin\b/, ["for x in xs:", "for (const x of xs) { … }"]],
  [/^\s*(for)\s*\(.*\)\s*:/, ["for x in xs:", "for (const x of xs) { … }"]],
  [/^\s*(while)(?:\s*\(.*\)\s*:|\s+[^(].*:)/, ["while x:", "while (x) { … }"]],
  [/^\s*(if)(?:\s*\(.*\)\s*:|\s+[^(].*:)/, ["if x:", "if (x) { … }"]],
  [/^\s*}?\s*(elif)\b/, ["elif x:", "else if (x) { … }"]],
  [/^\s*}?\s*(else)\s*:/, ["else:", "else { … }"]],
  [/^\s*(try)\s*:/, ["try:", "try { … }"]],
  [/^\s*}?\s*(except)\b/, ["except Exception as error:", "catch (error) { … }"]],
  [/^\s*}?\s*(finally)\s*:/, ["finally:", "finally { … }"]],
  [/^\s*(with)\b.*:\s*$/, ["with f() as x:", "{ using x = f(); … }", "try { … } finally { … }"]],
  [/^\s*(match)\s+.*:\s*$/, ["match x:", "switch (x) { … }"]],
  [/^\s*(raise)\s+\w/, ['raise ValueError("…")', 'throw new Error("…")']],
  [/^\s*(del)\s+\w/, ["del d[key]", "delete d[key]"]],
  [/^\s*(from)\s+\S+\s+import\b/, ["from x import y", 'import { y } from "x"']],
  [
    /^\s*(import)\s+[\w.]+(?:\s+as\s+\w+)?(?:\s*,\s*[\w.]+(?:\s+as\s+\w+)?)*\s*;?\s*$/,
    ["import x as y", 'import * as y from "x"'],
  ],
  [/^\s*(assert)\s+\S/, ['assert x, "…"', 'assert(x, "…")', 'import assert from "node:assert"']],
  [/^\s*(global|nonlocal)\s+\w/, "noDeclaration"],
  [/^\s*(print)\s+[^\s(=.]/, python.calls["print"] ?? [""]],
  [/("""|''')/, ['"""…"""', "`…`", "/** … */"]],
  [/(?<![\w$.])([fF][rR]?|[rR][fF])(?=["'])/, ['f"… {x}"', "`… ${x}`"]],
  [/(?<![\w$.])([rR])(?=["'])/, ['r"…"', "String.raw`…`"]],
  [/(?<![\w$.])([bB][rR]?|[rR][bB])(?=["'])/, ['b"…"', 'Buffer.from("…")']],
  [/(?<![\w$.])([uU])(?=["'])/, ['u"…"', '"…"']],
  [/(?<![\w$.])(lambda)\b/, ["lambda x: x", "(x) => x"]],
  [
    /\{[^{}]*:.*\s(for)\s+\w[\w$, ()]*\s+in\s/,
    ["{k: f(k) for k in xs}", "Object.fromEntries(xs.map((k) => [k, f(k)]))"],
  ],
  [
    /[[({].*\s(for)\s+\w[\w$, ()]*\s+in\s.*\sif\s/,
    ["[f(x) for x in xs if g(x)]", "xs.filter((x) => g(x)).map((x) => f(x))"],
  ],
  [/[[({].*\s(for)\s+\w[\w$, ()]*\s+in\s/, ["[f(x) for x in xs]", "xs.map((x) => f(x))"]],
  [/[\w$)\]"'](?<!\belse)\s+(if)\s.+\belse\b/, ["a if x else b", "x ? a : b"]],
  [/[\w$)\]"']\s+(not)\s+in\s/, ["x not in xs", "!xs.includes(x)"]],
  [/[\w$)\]"']\s+(is)\s+not\s/, ["x is not None", "x !== null"]],
  [/[\w$)\]"']\s+(is)\s+(?=None|True|False|["'\d])/, ["x is None", "x === null"]],
  [/[\w$)\]"']\s+(and)\s+(?=[\w$("'[{!-])/, ["x and y", "x && y"]],
  [/[\w$)\]"']\s+(or)\s+(?=[\w$("'[{!-])/, ["x or y", "x || y"]],
  [/(?:^|[\s(=,&|])(not)\s+(?=[\w$("'[])/, ["not x", "!x"]],
  [/(:=)/, ["(x := f())", "(x = f())"]],
  [/\)\s*(->)\s*\w/, ["def f() -> int:", "function f(): number"]],
  [/[\w$)\]](\[)[^\][?{}]*:[^\][?{}]*\]/, ["xs[1:3]", "xs.slice(1, 3)"]],
  [/[(,]\s*(\*\*)\s*\w/, ["f(**d)", "f({ ...d })"]],
  [/[(,]\s*(\*)\s*\w/, ["f(*xs)", "f(...xs)"]],
];

/** The mistake is that a text or a comment does not end: what stands in it is no code. */
const unterminated = new Set([1002, 1010, 1160, 1161]);

/** Where it stands at a `#`: "Invalid character" and three of private names. */
const comment: python.PythonWord = ["# …", "// …"];

/**
 * Looks for Python in a line in which TypeScript found a syntax error.
 *
 * @param line the line as written
 * @param code the number of TypeScript's message
 * @param column where TypeScript found it, from 0
 * @param isDeclared whether the learner has declared a name
 * @example
 * findInLine("x and y", 1434, 0, () => false)?.sentence // "Python's `x and y` is `x && y` in TypeScript."
 */
export function findInLine(
  line: string,
  code: number,
  column: number,
  isDeclared: (name: string) => boolean,
): Slip | undefined {
  const bare = withoutTexts(line);
  // What looks like JSX has prose between its tags.
  if (/<\/[\w>]/.test(bare)) return undefined;
  const hash = /(?:^|\s)#/.exec(bare);
  if (hash && line[column] === "#") return { sentence: sentenceOf(comment), column };
  if (unterminated.has(code) && !/"""|'''/.test(bare)) return undefined;
  const statement = hash ? bare.slice(0, hash.index) : bare;
  for (const [pattern, said] of rules) {
    const found = pattern.exec(statement);
    const word = found?.[1];
    if (!found || word === undefined || isDeclared(word)) continue;
    return { sentence: sentenceOf(said), column: found.index + found[0].indexOf(word) };
  }
  return undefined;
}

/** Blanks what is in quotes, and what comes after `//`. */
function withoutTexts(line: string): string {
  const blanked = line.replace(
    /(["'`])((?:\\.|(?!\1).)*)(\1?)/g,
    (_whole, quote: string, text: string, end: string) => quote + " ".repeat(text.length) + end,
  );
  return blanked.replace(/\/\/.*/, "");
}

/**
 * Looks for Python in a name that TypeScript does not know.
 *
 * @param node the name, in the tree that TypeScript checked
 * @param isDeclared whether the learner has declared a name
 * @returns one sentence, in the notebook's language
 */
export function findInName(node: TypeScript.Node, isDeclared: (name: string) => boolean): string | undefined {
  if (!ts.isIdentifier(node) || isDeclared(node.text)) return undefined;
  const said = commandIn(node) ?? meaningOf(node);
  return said && sentenceOf(said);
}

/** Commands that people run from a notebook. */
const shellCommand =
  /^\s*!+\s*(?:ls|ll|cd|pwd|cat|head|tail|echo|mkdir|rm|cp|mv|git|curl|wget|node|npx|python3?|which|date|whoami|env|df|du|free|ps|top|uname|jupyter|make|docker)\b/;

/** `!ls` and `%time` are TypeScript too: `not ls`, and what is left over from a division. */
function commandIn(node: TypeScript.Identifier): Said | undefined {
  const line = lineOf(node);
  if (/^\s*%%?[a-z]/.test(line)) return "magic";
  return shellCommand.test(line) ? "shell" : undefined;
}

function meaningOf(node: TypeScript.Identifier): Said | undefined {
  const { parent, text } = node;
  if (ts.isTypeReferenceNode(parent)) return entry(python.types, text);
  if (isAnnotation(node)) return ["x: int = 3", "const x: number = 3"];
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
    return (
      entry(python.members, `${text}.${parent.name.text}`) ??
      entry(python.members, `${text}.`) ??
      entry(python.names, text)
    );
  }
  const isCalled = (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === node;
  const isKeyword = isAssigned(node) && ts.isCallExpression(parent.parent);
  if (isKeyword) return ["f(x=1)", "f({ x: 1 })"];
  return (isCalled ? entry(python.calls, text) : undefined) ?? entry(python.names, text);
}

/** In Python `x: int = 3` declares a variable; in TypeScript `x:` is a label. */
function isAnnotation(node: TypeScript.Identifier): boolean {
  if (!entry(python.types, node.text)) return false;
  let around: TypeScript.Node = node;
  while (!ts.isStatement(around)) around = around.parent;
  return ts.isLabeledStatement(around.parent);
}

/** Whether a name that nothing declares gets a value: Python declares it by that. */
export function isAssigned(node: TypeScript.Node): boolean {
  const { parent } = node;
  if (ts.isForOfStatement(parent)) return parent.initializer === node;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
}

/** The names that a cell declares, in whatever scope: in such a name nobody sees Python. */
export function declaredIn(file: TypeScript.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: TypeScript.Node): void => {
    const { name } = node as { readonly name?: TypeScript.Node };
    if (name && ts.isIdentifier(name) && (ts.isDeclarationStatement(node) || isNamed(node)))
      names.add(name.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

function isNamed(node: TypeScript.Node): boolean {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isImportClause(node) ||
    ts.isImportSpecifier(node) ||
    ts.isNamespaceImport(node)
  );
}

/**
 * Looks for a method of Python that TypeScript does not find.
 *
 * @param name the method
 * @param type the type it was looked for in, as TypeScript writes it
 */
export function findInProperty(name: string, type: string): string | undefined {
  const list = listFor(type);
  const word = entry(list, name) ?? entry(python.ofAnything, name);
  return word && sentenceOf(word);
}

/**
 * Looks for Python in an operator that does not fit, and in `a, b = b, a`.
 *
 * @param node what TypeScript points at
 * @param code the number of its message
 * @param text its message
 */
export function findInOperator(node: TypeScript.Node, code: number, text: string): string | undefined {
  if (code === leftUnused && /^\s*[\w$.]+(?:\s*,\s*[\w$.]+)+\s*=[^=>]/.test(lineOf(node)))
    return sentenceOf(["a, b = b, a", "[a, b] = [b, a]"]);
  if (code === cannotApply && /['"][^'"]*\[\]['"][^'"]*['"][^'"]*\[\]['"]/.test(text))
    return sentenceOf(["xs + ys", "[...xs, ...ys]"]);
  if (code !== noNumber) return undefined;
  const operator = ts.isBinaryExpression(node.parent) ? node.parent.operatorToken.kind : undefined;
  const isText = ts.isStringLiteral(node);
  if (operator === ts.SyntaxKind.PercentToken && isText) return sentenceOf(["'… %s' % x", "`… ${x}`"]);
  if (operator !== ts.SyntaxKind.AsteriskToken) return undefined;
  if (isText) return sentenceOf(["s * n", "s.repeat(n)"]);
  return ts.isArrayLiteralExpression(node) ? sentenceOf(["[x] * n", "Array(n).fill(x)"]) : undefined;
}

/** "Left side of comma operator is unused and has no side effects." */
const leftUnused = 2695;
/** "Operator '+' cannot be applied to types 'x' and 'y'." */
const cannotApply = 2365;
/** "The left-hand side of an arithmetic operation must be of type 'any', 'number', …" */
const noNumber = 2362;

function listFor(type: string): Readonly<Record<string, python.PythonWord>> {
  if (/\[\]$|^(?:readonly )?(?:\[|(?:Readonly)?Array<)/.test(type)) return python.ofArrays;
  if (/^string$|^["'`]/.test(type)) return python.ofStrings;
  if (/^(?:Weak)?(?:Map|Set)</.test(type)) return python.ofMaps;
  return /^\{|^Record<|^object$/.test(type) ? python.ofObjects : python.ofAnything;
}

function entry(
  list: Readonly<Record<string, python.PythonWord>>,
  name: string,
): python.PythonWord | undefined {
  return Object.hasOwn(list, name) ? list[name] : undefined;
}

function lineOf(node: TypeScript.Node): string {
  const file = node.getSourceFile();
  const { line } = ts.getLineAndCharacterOfPosition(file, node.getStart(file));
  return file.text.split("\n")[line] ?? "";
}

function sentenceOf(said: Said): string {
  if (typeof said === "string") return words().slips[said];
  const [form, ...ways] = said;
  const imports = ways.at(-1)?.startsWith("import ") && ways.length > 1 ? ways.pop() : undefined;
  return words().fromPython(quote(form), ways.map(quote), imports === undefined ? undefined : quote(imports));
}

/** What has backticks of its own stands as it is. */
function quote(code: string): string {
  return code.includes("`") ? code : `\`${code}\``;
}
