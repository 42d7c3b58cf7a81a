/** What a learner reads of a cell that does not compile; the same in a real kernel is in test/kernel. */
import { tmpdir } from "node:os";
import { stripVTControlCharacters } from "node:util";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createCompiler } from "./compiler.js";
import { findSyntaxErrors } from "./syntax-errors.js";
import { createTypeError } from "./type-errors.js";

interface Told {
  readonly code: number;
  readonly text: string;
  /** Where the caret is; both count from 1. */
  readonly line: number;
  readonly column: number;
}

vi.stubEnv("ASYNC_LAB_LANGUAGE", "en");
const compiler = createCompiler(tmpdir(), () => false);
afterAll(() => compiler.close());
beforeEach(() => vi.stubEnv("ASYNC_LAB_LANGUAGE", "en"));
afterEach(() => vi.unstubAllEnvs());

/** @param earlier what the cells above have declared */
function compile(source: string, earlier = "", notCompiled = new Map<string, number>()): Told[] {
  const syntax = findSyntaxErrors(source);
  if (syntax.length === 0) compiler.convert(earlier, source);
  const found = syntax.length > 0 ? syntax : compiler.findings().diagnostics;
  if (found.length === 0) return [];
  const told = createTypeError(source, "cell 1", found, (name) => notCompiled.get(name)).traceback.map(
    stripVTControlCharacters,
  );
  return told.map((one) => {
    const [, code, text, line] = /^TS(\d+): (.*)\ncell 1, line (\d+)\n/.exec(one) ?? [];
    const caret = one.split("\n").at(-1) ?? "";
    const gutter = `> ${line} | `.length;
    return {
      code: Number(code),
      text: text ?? one,
      line: Number(line),
      column: caret.indexOf("^") - gutter + 1,
    };
  });
}

describe("a syntax error is told alone, at its place in the cell", () => {
  test.each<[string, number, number, number, string]>([
    ["let a = Math.", 1003, 1, 14, "Identifier expected."],
    ["const xs = [1,2", 1005, 1, 16, "']' expected."],
    ["const xs = [1,2\n\n", 1005, 1, 16, "']' expected."],
    ["const b = 1;\r\nconst xs = [1,\r\n", 1005, 2, 15, "']' expected."],
    ["\tlet a = Math.", 1003, 1, 15, "Identifier expected."],
    ['const s = "😀"; const y = ;', 1109, 1, 27, "Expression expected."],
    ['const s = "🇦🇷" +\n', 1109, 1, 19, "Expression expected."],
    ["function f(): number {\n  if (1) {\n    return 1;\n}\nconst z = f();", 1005, 5, 15, "`{` of line 1"],
    ["const s = 'abc\nconst t = 1", 1002, 1, 15, "Unterminated string literal."],
    ["const s = `abc\nconst t = 1\n", 1160, 2, 12, "It begins in line 1."],
    ["const t = 1;\n/* abc\n\n", 1010, 2, 7, "'*/' expected."],
    ["f(1,000)", 1121, 1, 5, "Between the digits of a number nothing may stand but `_`"],
    ["const a = 10 000", 1121, 1, 14, "Between the digits of a number nothing may stand but `_`"],
    ["foo)", 1434, 1, 1, "Unexpected keyword or identifier."],
    ["else { }", 1128, 1, 1, "Declaration or statement expected."],
    ["const el = <div>this and that</div>;", 1005, 1, 22, "',' expected."],
    ["const import = 3", 1389, 1, 7, "'import' is not allowed"],
    ["return 5", 1108, 1, 1, "A 'return' statement"],
    ["function g() { await fetch('x'); return country; }", 1308, 1, 16, "mark this function as 'async'?"],
    ["if (true) {\n  import got from 'got';\n  country;\n}", 1232, 2, 3, "An import declaration"],
    ["const a = 1;\nconst f = import.meta.url;", 1343, 2, 11, "`process.cwd()`"],
    ["for (const x of [1]) x;\nbreak;", 1105, 2, 1, "A 'break' statement"],
  ])("%j", (source, code, line, column, text) => {
    expect(compile(source)).toEqual([{ code, line, column, text: expect.stringContaining(text) as string }]);
  });

  test("wherever a cell is cut off, nothing is told that is not about its syntax", () => {
    for (const cell of cells) {
      for (let length = 1; length < cell.length; length++) {
        const cut = cell.slice(0, length);
        if (findSyntaxErrors(cut).length === 0) continue;
        for (const { code, text, line } of compile(cut)) {
          expect({ cut, code }).toMatchObject({
            code: expect.toSatisfy((one: number) => one < 2000) as number,
          });
          expect({ cut, text }).not.toMatchObject({
            text: expect.stringMatching(/Python|export|__|Circular/) as string,
          });
          expect(line).toBeLessThanOrEqual(cut.split("\n").length);
        }
      }
    }
  });

  test("a cut-off cell that is valid is told nothing about what is added to it", () => {
    const [cell = ""] = cells;
    for (let length = 1; length < cell.length; length++) {
      const told = compile(cell.slice(0, length));
      expect(told.map(({ text }) => text).join("\n")).not.toMatch(/export|__|Circular|redeclare/);
    }
  });

  test("lists of names to export, and private names, are no mistakes", () => {
    expect(compile("const a = 1;\nfunction b() { return a; }\nexport { a, b };")).toEqual([]);
    expect(compile("enum E { A }\nimport type { Stats } from 'node:fs';\nexport { type Stats, E };")).toEqual(
      [],
    );
    expect(
      compile("declare global { var seen: number }\nconst p = import('got');\nglobalThis.seen = 1;"),
    ).toEqual([]);
    expect(compile("let x: Country;").map(({ code }) => code)).toEqual([2304]);
    expect(compile("expor").map(({ text }) => text)).toEqual([expect.not.stringContaining("exports")]);
  });

  test("a type that a cell declares again is told apart in words", () => {
    const told = compile(
      "interface P { n: string }\nconst q: P = p;",
      "interface P { n: number }\ndeclare const p: P;\n",
    );
    expect(told.map(({ text }) => text)).toEqual([expect.stringMatching(/^Type 'P' .* declares 'P' again/)]);
  });
});

const cells = [
  "const limit = 3;\nexport { limit };\nawait limit",
  'import got from "got";\nconst page = await got("http://127.0.0.1:1/").json<{ name: string }>();\npage.name',
  "interface Country { name: string; population?: number }\nconst all: Country[] = [{ name: 'Perú', population: 34 }];\nall.filter((c) => (c.population ?? 0) > 1).map(({ name }) => name)",
  "async function fetchAll(urls: readonly string[]): Promise<number[]> {\n  const pages: number[] = [];\n  for (const url of urls) {\n    const { length } = await Promise.resolve(url); // one by one\n    pages.push(length);\n  }\n  return pages;\n}\nawait fetchAll(['a', 'b'])",
  'const name = "Ana";\nconst text = `Hola, ${name.toUpperCase()}: ${[1, 2].map((n) => `<${n}>`).join(", ")}`;\nconsole.log(text);',
  "class Limiter<T extends object = object> {\n  static count = 0;\n  #running = 0;\n  constructor(private readonly most: number) {}\n  get running(): number { return this.#running; }\n  async run(job: () => Promise<T>): Promise<T> {\n    try { this.#running++; return await job(); } finally { this.#running--; }\n  }\n}\nnew Limiter(3).running",
  'const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));\nconst outcomes = await Promise.allSettled([wait(1), Promise.reject(new Error("no"))]);\noutcomes.filter((o) => o.status === "fulfilled").length',
  "for await (const chunk of (async function* () { yield 1; yield 2; })()) {\n  if (chunk > 1 && !(chunk >= 3)) { console.log('x'); } else { continue; }\n}",
  "const { a, b: [first, ...rest], ...others } = { a: 1, b: [1, 2, 3], c: /x\\/[a-z]+/gi };\nlet total = 0;\nswitch (a) { case 1: total += first; break; default: total = -1; }\ndo { total **= 2; } while (total < 10);",
  '/* A comment\n   of two lines */\ntype Outcome<T> = { ok: true; value: T } | { ok: false; error: unknown };\nenum Color { Red = 1, Green }\nconst flag = "🇦🇷", emoji = \'😀\';\nlabel: for (const x in { flag }) { if (x === \'flag\') break label; }\nvar json = JSON.parse(`{"a": [1, 2, {"b": null}]}`) as { a: unknown[] };',
];

describe("a mistake from Python is answered with the TypeScript way", () => {
  test.each<[string, string, number, number]>([
    ["print(3)", "console.log(x)", 1, 1],
    ["print 3", "console.log(x)", 1, 1],
    ["!ls", "execSync", 1, 2],
    ["!ls -la", "execSync", 1, 2],
    ["!git status", "execSync", 1, 6],
    ["!pip install got", "npm install", 1, 6],
    ["%timeit f()", "console.time", 1, 1],
    ["%%time\nawait fetch('x')", "console.time", 1, 1],
    ["const q = 1\n%time", "console.time", 2, 2],
    ["%matplotlib inline", "IPython", 1, 1],
    ["urls?", "Shift+Tab", 1, 6],
    ["urls?\n\nconst x = 1", "Shift+Tab", 1, 5],
    ["?urls", "Shift+Tab", 1, 1],
    ["const a = None", "`null` or `undefined`", 1, 11],
    ["const a = [True]", "`true`", 1, 12],
    ["len([1])", "xs.length", 1, 1],
    ["const a = 1, b = 2;\nif (a and b) { }", "x && y", 2, 7],
    ["const a = 1, b = 2;\na or b", "x || y", 2, 3],
    ["const a = 1, c = a and 2;", "x && y", 1, 20],
    ["const a = 1;\nif (a\n    or 2) { }", "x || y", 3, 5],
    ["if x > 3\n    a()", "if (x) { … }", 1, 4],
    ['{"a": 1}', "({ a: 1 })", 1, 5],
    ["const x = 3;\n0 < x < 10", "a < x && x < b", 2, 1],
    ["for (const x of [1])\n    const y = x\n    y", "between `{` and `}`", 2, 5],
    ["for (const x of [1])\n    Math.max(x)\n    Math.min(x)", "between `{` and `}`", 3, 14],
    ["if (1)\n    Math.max()\n    Math.min()\nelse\n    Math.abs(1)", "between `{` and `}`", 4, 1],
    ["a, b = f()", "const [a, b] = f()", 1, 1],
    ["names.append(1)", "xs.push(x)", 1, 1],
    ["if (not true) {}", "!x", 1, 9],
    ['const t = f"a {x}"', "between backticks", 1, 12],
    ["for x in xs:\n    print(x)", "for (const x of xs) { … }", 1, 5],
    ["def f():\n    return 1", "function f(x) { … }", 1, 1],
    ["async def f():\n  await g()", "async function f(x) { … }", 1, 7],
    ["const a = 1\nif a:\n    a()", "if (x) { … }", 2, 4],
    ["while True:\n    a()", "while (x) { … }", 1, 7],
    ["elif a:", "else if (x) { … }", 1, 1],
    ["try:\n    a()", "try { … }", 1, 4],
    ["except ValueError as e:\n    a()", "catch (error) { … }", 1, 1],
    ["raise ValueError('x')", "throw new Error", 1, 1],
    ["class A(B):\n    pass", "class A extends B { … }", 1, 8],
    ["const f = lambda x: x", "(x) => x", 1, 18],
    ["import numpy as np", 'import * as y from "x"', 1, 14],
    ["import math\nmath.sqrt(2)", 'import * as y from "x"', 1, 1],
    ["'hola'[::-1]", "xs.slice(1, 3)", 1, 8],
    ["for i, x in enumerate(xs):\n    x", "for (const [i, x] of xs.entries()) { … }", 1, 5],
    ["if (1) { } elif (2) { }", "else if (x) { … }", 1, 21],
    ["class A { def f(self) { } }", "function f(x) { … }", 1, 11],
    ["const x = 1, y = x;\nif (x is y) { }", "x === y", 2, 7],
    ['import requests from "requests"', "await fetch(url)", 1, 22],
    ["help(Math)", "Shift+Tab", 1, 1],
    ["import asyncio", 'import * as y from "x"', 1, 15],
    ["from x import y", 'import { y } from "x"', 1, 1],
    ["const x = 1  # don't", "// …", 1, 14],
    ["#comment", "// …", 1, 1],
    ["const xs = [1];\n[x for x in xs]", "xs.map((x) => f(x))", 2, 4],
    ["const z = y if c else d", "x ? a : b", 1, 13],
    ["const xs = [1];\nxs[1:3]", "xs.slice(1, 3)", 2, 5],
    ["const x = 1;\nif (x is not None) {}", "x !== null", 2, 7],
    ["async with a as b:\n  c()", "await using", 1, 12],
    ["del x", "delete d[key]", 1, 1],
    ["await asyncio.sleep(1)", "node:timers/promises", 1, 7],
    ["self.x = 1", "this.x", 1, 1],
    ["str(5)", "String(x)", 1, 1],
    ["range(10)", "Array.from({ length: n }", 1, 1],
    ["dict()", "new Map()", 1, 1],
    ["pass", "{}", 1, 1],
    ["const xs = [1];\nxs.append(2)", "xs.push(x)", 2, 4],
    ["'a'.upper()", "s.toUpperCase()", 1, 5],
    ["const d = { a: 1 };\nd.items()", "Object.entries(d)", 2, 3],
    ["function f(x: str) { return x; }", "`string`", 1, 15],
    ["x: int = 3", "const x: number = 3", 1, 4],
    ["let a = 1, b = 2;\na, b = b, a", "[a, b] = [b, a]", 2, 1],
    ["'a' in 'abc'", "xs.includes(x)", 1, 8],
    ["Math.max(n=1)", "f(x, { n: 1 })", 1, 10],
  ])("%j", (source, way, line, column) => {
    const [first, ...others] = compile(source);
    expect(first).toMatchObject({ line, column, text: expect.stringContaining(way) as string });
    expect(first?.text).toMatch(/^[^`]+\. .+\.$/);
    for (const { text } of others) expect(text).not.toBe(first?.text);
  });

  test("each line of a Python program is answered, and what follows from it is not told", () => {
    const told = compile(
      "def f(x):\n    if x > 3:\n        return True\n    else:\n        return False\nf(1)",
    );
    expect(told.map(({ line }) => line)).toEqual([1, 2, 4]);
  });

  test.each([
    ["x ** 2", "declare const x: number;\n"],
    ["const xs = ['a'];\n'a' in xs", ""],
    [
      "print(3); len([1]); None",
      "declare function print(x: number): void; declare function len(x: unknown[]): number; declare const None: null;\n",
    ],
    ["{ const len = 1; len; }\nlen([1])", ""],
    ["const sum = (a: number[]) => b;\nsum([1])", ""],
    ["json.name; time.toFixed(2); requests.length", ""],
    ["const s = 'this and that", ""],
    ["console.log('x is not y'", ""],
    ["const p = <p>for x in xs: not this</p>", ""],
    ["if (a {\n}", ""],
    ["function f(x: unknown): x is string { return (; }", ""],
    ["type T = [a: number, b: string", ""],
    ["const o = { if: 1, else: 2, for: 3", ""],
    ["switch (1) { case 1: f(; default: g() }", ""],
    ["class A {\n  #count = ;\n}", ""],
    ["if (1) { } else if { }", ""],
    ["const { def } = ;", ""],
    ["!done", ""],
    ["new Counter()", ""],
  ])("Python is not seen in %j", (source, earlier) => {
    expect(
      compile(source, earlier)
        .map(({ text }) => text)
        .join("\n"),
    ).not.toMatch(/Python|terminal|Shift/);
  });

  test("nor in a name that an earlier cell has declared", () => {
    const errors = findSyntaxErrors("print 3");
    const { message } = createTypeError(
      "print 3",
      "cell 1",
      errors,
      () => undefined,
      (name) => name === "print",
    );
    expect(message).toBe("Unexpected keyword or identifier. (TS1434)");
  });

  test("in a Spanish notebook it is answered in Spanish", () => {
    vi.stubEnv("ASYNC_LAB_LANGUAGE", "es");
    const { traceback } = createTypeError("x and y", "cell 1", findSyntaxErrors("x and y"), () => undefined);
    expect(traceback[0]).toContain("En TypeScript, el `x and y` de Python es `x && y`.");
  });
});

describe("a name that is not found", () => {
  const above = "If a cell above declares it, run that cell first.";

  test.each<[string, boolean]>([
    ["country.name", true],
    ["const c: Country = { name: 'x' };", true],
    ["({ country })", true],
    ["test(1)", true],
    // TypeScript asks "Did you mean 'URL'?"
    ["for (const url of urls) url;", true],
    ["const countries = [1];\ncontries", false],
    ["len([1])", false],
    ["isinstance(1, int)", false],
    ["document.title", false],
  ])("%j may be declared above: %s", (source, isSaid) => {
    expect(compile(source).some(({ text }) => text.includes(above))).toBe(isSaid);
  });

  test("a variable that is only assigned needs a declaration", () => {
    expect(compile("total = 5")[0]?.text).toMatch(/`let total = …`.* run that cell first\.$/);
    expect(compile("for (x of [1]) x;")[0]?.text).toContain("`let x = …`");
  });

  test("of one that only another block knows the line is told", () => {
    const told = compile("const names = [1].map((country) => country);\ncountry;").map(({ text }) => text);
    expect(told).toEqual([
      expect.stringMatching(/The 'country' of line 1 is known only .* run that cell first\.$/),
    ]);
  });

  test("of a cell above that did not compile its number is told, and nothing else", () => {
    const [first] = compile("print(3)", "", new Map([["print", 7]]));
    expect(first?.text).toMatch(/cell 7/);
    expect(first?.text).not.toMatch(/Python|above/);
  });
});
