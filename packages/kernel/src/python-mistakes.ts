/**
 * Python in names, methods and operators that TypeScript reads and does not know. It is looked for only where
 * TypeScript has found a mistake, and never in a name that the cell declares.
 */
import type TypeScript from "typescript";
import * as python from "./python-words.js";
import { sentenceOf, type PythonMistake } from "./python-words.js";
import { ts } from "./tslab.js";

/**
 * Looks for Python in a name that TypeScript does not know.
 *
 * @param node the name, in the tree that TypeScript checked
 * @param isDeclared whether the learner has declared a name
 * @returns one sentence, in the notebook's language
 */
export function findInName(node: TypeScript.Node, isDeclared: (name: string) => boolean): string | undefined {
  if (!ts.isIdentifier(node) || isDeclared(node.text)) return undefined;
  const mistake = commandIn(node) ?? meaningOf(node);
  return mistake && sentenceOf(mistake);
}

/** Commands that people run from a notebook. */
const shellCommand =
  /^\s*!+\s*(?:ls|ll|cd|pwd|cat|head|tail|echo|mkdir|rm|cp|mv|git|curl|wget|node|npx|python3?|which|date|whoami|env|df|du|free|ps|top|uname|jupyter|make|docker)\b/;

/** `!ls` and `%time` are TypeScript too: `not ls`, and what is left over from a division. */
export function commandIn(node: TypeScript.Node): "timing" | "magic" | "shell" | undefined {
  const line = lineOf(node);
  if (/^\s*%%?[a-z]/.test(line)) return /^\s*%%?time/.test(line) ? "timing" : "magic";
  return shellCommand.test(line) ? "shell" : undefined;
}

function meaningOf(node: TypeScript.Identifier): PythonMistake | undefined {
  const { parent, text } = node;
  if (ts.isTypeReferenceNode(parent)) return entry(python.types, text);
  if (isUnpacked(node)) return ["a, b = f()", "const [a, b] = f()"];
  if (isAnnotation(node)) return ["x: int = 3", "const x: number = 3"];
  if (ts.isExpressionStatement(parent) && entry(python.statements, text))
    return entry(python.statements, text);
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
    const member = entry(python.members, `${text}.${parent.name.text}`) ?? entry(python.members, `${text}.`);
    if (member) return member;
  }
  if (isKeyword(node)) return entry(python.keywords, text) ?? entry(python.keywords, "");
  // In Python nothing is created with `new`.
  if (ts.isNewExpression(parent))
    return /Error$|^Exception$/.test(text) ? entry(python.names, text) : undefined;
  const isCalled = ts.isCallExpression(parent) && parent.expression === node;
  if (isCalled && text === "help") return "help";
  const called = isCalled ? entry(python.calls, text) : undefined;
  return called ?? entry(python.names, text) ?? handedOn(node);
}

/** `int` in `isinstance(x, int)` and `type(x) == int`, `len` in `map(len, xs)`. */
function handedOn({ parent, text }: TypeScript.Identifier): PythonMistake | undefined {
  if (text === "print") return entry(python.calls, text);
  if (ts.isBinaryExpression(parent)) return isTypeCall(parent.left) ? entry(python.types, text) : undefined;
  const callee =
    ts.isCallExpression(parent) && ts.isIdentifier(parent.expression) ? parent.expression.text : "";
  if (/^is(?:instance|subclass)$/.test(callee)) return entry(python.types, text);
  return entry(python.calls, callee) && (entry(python.calls, text) ?? entry(python.types, text));
}

function isTypeCall(node: TypeScript.Node): boolean {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "type";
}

function isKeyword(node: TypeScript.Identifier): boolean {
  const { parent } = node;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    isOperator(parent, ts.SyntaxKind.EqualsToken) &&
    ts.isCallExpression(parent.parent)
  );
}

/** In Python `a, b = f()` takes a result apart; in TypeScript it is a list of expressions. */
function isUnpacked(node: TypeScript.Identifier): boolean {
  let whole: TypeScript.Node = node;
  while (ts.isBinaryExpression(whole.parent)) whole = whole.parent;
  return (
    ts.isBinaryExpression(whole) && isOperator(whole, ts.SyntaxKind.CommaToken) && unpacked.test(lineOf(node))
  );
}

const unpacked = /^\s*[\w$.]+(?:\s*,\s*[\w$.]+)+\s*=[^=>]/;

function isOperator({ operatorToken }: TypeScript.BinaryExpression, kind: TypeScript.SyntaxKind): boolean {
  return operatorToken.kind === kind;
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
    ts.isBinaryExpression(parent) && parent.left === node && isOperator(parent, ts.SyntaxKind.EqualsToken)
  );
}

/**
 * The names that a cell declares, in whatever scope, with the first declaration of each: in such a name nobody sees
 * Python.
 *
 * @param mistaken where syntax errors begin: of `const c = a and b` TypeScript believes that it declares `and`
 */
export function declaredIn(
  file: TypeScript.SourceFile,
  mistaken: ReadonlySet<number> = new Set(),
): ReadonlyMap<string, TypeScript.Identifier> {
  const names = new Map<string, TypeScript.Identifier>();
  const visit = (node: TypeScript.Node): void => {
    const { name } = node as { readonly name?: TypeScript.Node };
    // `global` is a declaration for TypeScript, too.
    if (
      name &&
      ts.isIdentifier(name) &&
      name.text !== "global" &&
      !mistaken.has(name.getStart(file)) &&
      !names.has(name.text) &&
      (ts.isDeclarationStatement(node) || isNamed(node))
    )
      names.set(name.text, name);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

/**
 * In Python the lines below a loop belong to it as far as they are indented; in TypeScript only the next one does.
 *
 * @param declaration what the loop calls its variable
 * @param node where the variable is unknown
 */
export function findBelowLoop(declaration: TypeScript.Node, node: TypeScript.Node): string | undefined {
  const loop = ts.findAncestor(declaration, (around) => ts.isIterationStatement(around, false));
  if (!loop || !ts.isIterationStatement(loop, false) || ts.isBlock(loop.statement)) return undefined;
  const isInHead = declaration.end <= loop.statement.pos;
  return isInHead && node.pos >= loop.end ? sentenceOf("block") : undefined;
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

/** Methods that only Python has, which tell also of a name that nothing is known of. */
const onlyPython: Readonly<Record<string, string>> = {
  ...{ append: "[]", extend: "[]" },
  ...{ upper: "string", lower: "string", strip: "string", startswith: "string", endswith: "string" },
};

/**
 * Looks for a method of Python on a name that TypeScript does not know.
 *
 * @param node the name
 */
export function findInMember({ parent }: TypeScript.Node): string | undefined {
  if (!ts.isPropertyAccessExpression(parent)) return undefined;
  const type = Object.hasOwn(onlyPython, parent.name.text) ? onlyPython[parent.name.text] : undefined;
  return type === undefined ? undefined : findInProperty(parent.name.text, type);
}

/**
 * Looks for a module of Python where TypeScript finds no package: npm may have a stranger's under that name.
 *
 * @param name the module
 * @example
 * findInModule("requests") // "Python's `requests.get(url)` is `await fetch(url)` in TypeScript."
 */
export function findInModule(name: string): string | undefined {
  const members = Object.keys(python.members).filter((member) => member.startsWith(`${name}.`));
  const member = members.includes(`${name}.`) ? `${name}.` : members[0];
  const word = entry(python.names, name) ?? (member === undefined ? undefined : python.members[member]);
  return word && sentenceOf(word);
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
  if (code === leftUnused)
    return sentenceOf(
      unpacked.test(lineOf(node)) ? ["a, b = b, a", "[a, b] = [b, a]"] : ["(a, b)", "[a, b]"],
    );
  if (code === cannotApply && /['"]boolean['"][^'"]*['"]number['"]/.test(text) && /['"][<>]=?['"]/.test(text))
    return sentenceOf(["a < x < b", "a < x && x < b"]);
  if (code === cannotApply && /['"][^'"]*\[\]['"][^'"]*['"][^'"]*\[\]['"]/.test(text))
    return sentenceOf(["xs + ys", "[...xs, ...ys]"]);
  const operator = ts.isBinaryExpression(node.parent) ? node.parent.operatorToken.kind : undefined;
  if (code === notAssignable && operator === ts.SyntaxKind.InKeyword)
    return sentenceOf(["x in xs", "xs.includes(x)"]);
  if (code === notCallable && ts.isPropertyAccessExpression(node.parent) && node.parent.name === node)
    return /^(?:get|setdefault|update)$/.test(node.getText())
      ? findInProperty(node.getText(), "{}")
      : undefined;
  if (code !== noNumber) return undefined;
  const isText = ts.isStringLiteral(node);
  if (operator === ts.SyntaxKind.PercentToken && isText) return sentenceOf(["'… %s' % x", python.template]);
  if (operator !== ts.SyntaxKind.AsteriskToken) return undefined;
  if (isText) return sentenceOf(["s * n", "s.repeat(n)"]);
  return ts.isArrayLiteralExpression(node) ? sentenceOf(["[x] * n", "Array(n).fill(x)"]) : undefined;
}

/** "Left side of comma operator is unused and has no side effects." */
const leftUnused = 2695;
/** "Operator '+' cannot be applied to types 'x' and 'y'." */
const cannotApply = 2365;
/** "Type 'x' is not assignable to type 'y'." */
const notAssignable = 2322;
/** "This expression is not callable." */
const notCallable = 2349;
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
