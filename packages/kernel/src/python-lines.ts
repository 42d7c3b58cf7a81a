/** Python in a line that is no TypeScript: its statements and operators, and the commands of its notebooks. */
import * as python from "./python-words.js";
import { sentenceOf, type PythonMistake } from "./python-words.js";

/** What was found in a line: the sentence, and how far into the line it is. */
export interface SlipInLine {
  readonly sentence: string;
  readonly column: number;
}

const imports: python.PythonWord = ["import x as y", 'import * as y from "x"'];

/** Where only `import x` stands, the rest of TypeScript's may be missing; of these no learner wants that. */
const pythonModules = [
  "asyncio",
  "aiohttp",
  "collections",
  "csv",
  "datetime",
  "functools",
  "httpx",
  "itertools",
].concat(
  ["json", "logging", "math", "matplotlib", "numpy", "os", "pandas", "pathlib", "random", "re", "requests"],
  ["subprocess", "sys", "tenacity", "threading", "time", "typing", "urllib"],
);

/**
 * Python in a line that is no TypeScript. The first rule that fits wins: those of a whole statement come before those
 * of an expression. What is in the brackets is the word that the mistake is about.
 */
const rules: readonly (readonly [RegExp, PythonMistake])[] = [
  [/^\s*[!%]*\s*(?:python3? -m )?(pip3?|conda|npm|uv)\s+\w+/, "package"],
  [/^\s*(%%?)\s*(?:time|timeit|prun)\b/, "timing"],
  [/^\s*(%%?)\s*\w+/, "magic"],
  [/^\s*(!)!?\s*(?:[\w./~-]+\s+[\w./~<>|*$"'-]|[./~])/, "shell"],
  [/^\s*(\?\??)\s*[\w.]+\s*$/, "help"],
  [/^\s*[\w.]+(\?\??)\s*;?\s*$/, "help"],
  [/^\s*async\s+(for)\b/, ["async for x in xs:", "for await (const x of xs) { … }"]],
  [/^\s*async\s+(with)\b/, ["async with f() as x:", "{ await using x = f(); … }", "try { … } finally { … }"]],
  [/^\s*async\s+(def)\b/, ["async def f(x):", "async function f(x) { … }"]],
  [/^\s*(def)\s+__init__\b/, ["def __init__(self, x):", "constructor(x) { … }"]],
  [/(?:^|[{;])\s*(def)\s+\w/, ["def f(x):", "function f(x) { … }"]],
  [/^\s*(class)\s+\w+\s*\(.*:/, ["class A(B):", "class A extends B { … }"]],
  [/^\s*(class)\s+\w+\s*:/, ["class A:", "class A { … }"]],
  [
    /^\s*(for)\s+\w+\s*,\s*\w+\s+in\s+enumerate\b/,
    ["for i, x in enumerate(xs):", "for (const [i, x] of xs.entries()) { … }"],
  ],
  [
    /^\s*(for)\s+\w+\s*,\s*\w+\s+in\s.*\.items\(/,
    ["for k, v in d.items():", "for (const [k, v] of Object.entries(d)) { … }"],
  ],
  [/^\s*(for)\s+(?!await\b)\w.*\bin\b/, ["for x in xs:", "for (const x of xs) { … }"]],
  [/^\s*(for)\s*\(.*\)\s*:/, ["for x in xs:", "for (const x of xs) { … }"]],
  [/^\s*(while)(?:\s*\(.*\)\s*:|\s+[^(\s].*:|\s+[^(\s][^;{}]*$)/, ["while x:", "while (x) { … }"]],
  [/^\s*(if)(?:\s*\(.*\)\s*:|\s+[^(\s].*:|\s+[^(\s][^;{}]*$)/, ["if x:", "if (x) { … }"]],
  [/(?:^|})\s*(elif|else\s+if(?=\s+[^(\s{]))\b/, ["elif x:", "else if (x) { … }"]],
  [/^\s*}?\s*(else)\s*:/, ["else:", "else { … }"]],
  [/^\s*(try)\s*:/, ["try:", "try { … }"]],
  [/^\s*}?\s*(except)\b/, ["except Exception as error:", "catch (error) { … }"]],
  [/^\s*}?\s*(finally)\s*:/, ["finally:", "finally { … }"]],
  [/^\s*(with)\b.*:\s*$/, ["with f() as x:", "{ using x = f(); … }", "try { … } finally { … }"]],
  [/^\s*(match)\s+.*:\s*$/, ["match x:", "switch (x) { … }"]],
  [/^\s*(raise)\s+\w/, ['raise ValueError("…")', 'throw new Error("…")']],
  [/^\s*(del)\s+\w/, ["del d[key]", "delete d[key]"]],
  [/^\s*(from)\s+\S+\s+import\b/, ["from x import y", 'import { y } from "x"']],
  [/^\s*(import)\s+[\w.]+(?:\s+as\s+\w+|\s*,\s*\w[^{}]*|\.\w+)\s*;?\s*$/, imports],
  [new RegExp(`^\\s*(import)\\s+(?:${pythonModules.join("|")})\\s*;?\\s*$`), imports],
  [/^\s*(assert)\s+\S/, ['assert x, "…"', 'assert(x, "…")', 'import assert from "node:assert"']],
  [/^\s*(global|nonlocal)\s+\w/, "noDeclaration"],
  [/^\s*(print)\s+[^\s(=.]/, python.calls["print"] ?? [""]],
  [/("""|''')/, ['"""…"""', python.template]],
  [/(?<![\w$.])(?:[fF][rR]?|[rR][fF])(["'])/, ['f"… {x}"', python.template]],
  [/(?<![\w$.])[rR](["'])/, ['r"…"', "String.raw`…`"]],
  [/(?<![\w$.])(?:[bB][rR]?|[rR][bB])(["'])/, ['b"…"', 'Buffer.from("…")']],
  [/(?<![\w$.])[uU](["'])/, ['u"…"', '"…"']],
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
  [/(?:^|[=(,&|!]|\b(?:if|return))\s*[\w.$]+\s+(is)\s+\w/, ["x is y", "x === y"]],
  [/(?:^|[\w$)\]"'])\s*\b(and)\b\s*(?=[\w$("'[{!-])/, ["x and y", "x && y"]],
  [/(?:^|[\w$)\]"'])\s*\b(or)\b\s*(?=[\w$("'[{!-])/, ["x or y", "x || y"]],
  [/(?:^|[\s(=,&|])(not)\s+(?=[\w$("'[])/, ["not x", "!x"]],
  [/(:=)/, ["(x := f())", "(x = f())"]],
  [/\)\s*(->)\s*\w/, ["def f() -> int:", "function f(): number"]],
  [/[\w$)\]"'`](\[)[^\][?{}]*:[^\][?{}]*\]/, ["xs[1:3]", "xs.slice(1, 3)"]],
  [/[[({,]\s*(\*\*)\s*[\w[({]/, ["f(**d)", "f({ ...d })"]],
  [/[[(,]\s*(\*)\s*[\w[(]/, ["f(*xs)", "f(...xs)"]],
];

/** The mistake is that a text or a comment does not end: what stands in it is no code. */
export const unterminated: ReadonlySet<number> = new Set([1002, 1010, 1160, 1161]);

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
): SlipInLine | undefined {
  const bare = withoutTexts(line);
  // What looks like JSX has prose between its tags.
  if (/<\/[\w>]/.test(bare)) return undefined;
  const hash = /(?:^|(?<![=(,:[?+]\s*)\s)#+\s*\S/.exec(bare);
  if (hash && line[column] === "#") return { sentence: sentenceOf(comment), column };
  // `{ "a": 1 }`, which is a block where a statement begins.
  if (line[column] === ":" && /^\s*\{\s*(["'])[^"']*\1\s*$/.test(line.slice(0, column)))
    return { sentence: sentenceOf("object"), column };
  if (unterminated.has(code) && !/"""|'''/.test(bare)) return undefined;
  const statement = hash ? bare.slice(0, hash.index) : bare;
  for (const [pattern, mistake] of rules) {
    const found = pattern.exec(statement);
    const word = found?.[1];
    if (!found || word === undefined || isDeclared(word)) continue;
    return { sentence: sentenceOf(mistake), column: found.index + found[0].indexOf(word) };
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
