/** What TypeScript has learnt since tslab's fork, and what Node 24 runs: code of today's tutorials. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Kernel, resultOf, tracebackOf } from "./kernel.js";

let folder: string;
let kernel: Kernel;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "async-lab-modern-"));
  await writeFile(join(folder, "countries.json"), '[{ "name": "Uruguay" }]');
  kernel = await Kernel.start({ folder });
});
afterAll(async () => {
  await kernel[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function run(...cells: string[]): Promise<unknown> {
  let result: unknown;
  for (const cell of cells) {
    const execution = await kernel.execute(cell);
    expect(tracebackOf(execution.reply)).toBe("");
    result = resultOf(execution);
  }
  return result;
}

describe("types", () => {
  test.each<[what: string, result: string | undefined, ...cells: string[]]>([
    ["predicates are inferred", "[ 2 ]", "[1, null].filter((n) => n !== null).map((n) => n + 1)"],
    [
      "of settled promises too",
      "[ 1 ]",
      "const outcomes = await Promise.allSettled([Promise.resolve(1), Promise.reject(new Error())]);",
      'outcomes.filter((o) => o.status === "fulfilled").map((o) => o.value)',
    ],
    [
      "of a function across cells",
      "[ 3 ]",
      "const isNumber = (x: unknown) => typeof x === 'number';",
      "const mixed: (number | string)[] = ['a', 2]; mixed.filter(isNumber).map((n) => n + 1)",
    ],
    [
      "narrowing lasts in closures after the last assignment",
      "[ 'A' ]",
      'function shout(url: string | undefined) { url ??= "a"; return ["x"].map(() => url.toUpperCase()); }\nshout(undefined)',
    ],
    [
      "narrowing by a constant key",
      "X",
      'const read = (o: Record<string, unknown>, key: string) => typeof o[key] === "string" ? o[key].toUpperCase() : "";\nread({ a: "x" }, "a")',
    ],
    [
      "narrowing of `switch (true)` and of booleans compared",
      "number 1",
      "function kind(x: string | number) { switch (true) { case typeof x === 'number': return `number ${x.toFixed()}`; default: return x.trim(); } }\nkind(1)",
    ],
    [
      "`const` type parameters",
      "[ 'a', 'b' ]",
      "const names = <const T extends readonly string[]>(...all: T): T => all;",
      'const two: readonly ["a", "b"] = names("a", "b"); two',
    ],
    [
      "satisfies",
      "5",
      'const limits = { a: 5, b: "x" } satisfies Record<string, number | string>; limits.a.valueOf()',
    ],
    [
      "NoInfer",
      "get",
      "const pick = <T extends string>(all: T[], first: NoInfer<T>) => first;",
      'pick(["get", "post"], "get")',
    ],
    [
      "getters and setters of unrelated types",
      "1",
      "class Box { #n = 0; get n(): string { return String(this.#n); } set n(v: number) { this.#n = v; } }\nconst box = new Box(); box.n = 1; box.n",
    ],
    ["functions that return undefined", "undefined", "function nothing(): undefined {}\nString(nothing())"],
    [
      "tuples with some labels",
      "[ 1, 2 ]",
      "type Pair = [first: number, number]; const pair: Pair = [1, 2]; pair",
    ],
    [
      "the type of a filtered array of unions of arrays",
      "[ 2 ]",
      "const either: string[] | number[] = Math.random() < 2 ? [1, 2] : ['a']; either.filter((x) => x !== 1)",
    ],
    ["enums", "1 0", "enum Level { Low, High }\nconst enum Fixed { Off }\n`${Level.High} ${Fixed.Off}`"],
    ["`accessor` fields", "3", "class Counter { accessor n = 3 }\nnew Counter().n"],
    [
      "variance annotations and `asserts`",
      "2",
      "interface Source<out T> { get(): T }\nfunction check(x: unknown): asserts x is number { if (typeof x !== 'number') throw x; }\nconst some: unknown = 2; check(some); some.valueOf()",
    ],
    [
      "`import type` and a `type` modifier",
      "function",
      'import type { Got } from "got"; import got, { type Options } from "got"; typeof got',
    ],
  ])("%s", async (_what, result, ...cells) => {
    expect(await run(...cells)).toBe(result);
  });
});

test("what comes from a package keeps its type in the next cell", async () => {
  await run(
    'import pLimit from "p-limit";\nconst made = new Response("{}"), sent = new Headers(), limit = pLimit(2);',
  );
  const { reply } = await kernel.execute("made.nope; sent.nope; limit.nope");
  const told = tracebackOf(reply);
  for (const type of ["Response", "Headers", "LimitFunction"])
    expect(told).toContain(`Property 'nope' does not exist on type '${type}'.`);
});

test("one type without a name leaves the cell's other names to later cells", async () => {
  await run(
    'import got from "got";\nconst asked = got("http://127.0.0.1:1"), hours = 2;\nasked.catch(() => {}); 1',
  );
  await run(
    "const load = () => { interface Page { id: number } const page: Page = { id: 7 }; return page; };",
  );
  expect(await run("typeof got + typeof asked.json + hours + load().id")).toBe("functionfunction27");
});

test("what an earlier cell has is taken apart under other names", async () => {
  await run("const taken = { name: 'Perú', area: { km2: 1 } }; const takens = [taken]; let km2 = 0;");
  expect(
    await run("const { name: called, area: { km2: size = 9 }, ...others } = taken; [called, size, others]"),
  ).toBe("[ 'Perú', 1, {} ]");
  expect(await run("takens.map(({ name: n }) => n)")).toBe("[ 'Perú' ]");
  expect(
    await run("for (const { name: n } of takens) km2 += n.length;\n({ area: { km2: km2 } } = taken); km2"),
  ).toBe("1");
  expect(await run("(({ name: n }: typeof taken, { area: { km2 } } = taken) => n + km2)(taken)")).toBe(
    "Perú1",
  );
});

test("a variable that begins without a value takes one in a later cell", async () => {
  await run("let found = null, other = undefined; const never = null;");
  expect(await run('found = { name: "Perú" }; other = [1];', "found.name + other.length")).toBe("Perú1");
  expect((await kernel.execute("never.name")).reply.evalue).toContain("null");
});

test("a package is told by its name", async () => {
  const { evalue } = (await kernel.execute('const text: string = await import("got");')).reply;
  expect(evalue).toBe(`Type 'typeof import("got")' is not assignable to type 'string'. (TS2322)`);
});

test("`global` may end a cell that declares something", async () => {
  expect(await run("const hours = 2;\ntypeof global; // of Node", "const days = 1; global\n")).toContain(
    "Object",
  );
  expect(await run("const global = 4; global // mine")).toBe("4");
  await run("const globals = global");
});

describe("what Node 24 has", () => {
  test.each<[code: string, result: string]>([
    ["Object.keys(Object.groupBy([1, 2, 3], (n) => (n % 2 ? 'odd' : 'even')))", "[ 'odd', 'even' ]"],
    ["Map.groupBy([1, 2, 3], (n) => n % 2).get(1)", "[ 1, 3 ]"],
    ["await Array.fromAsync((async function* () { yield 1; yield 2; })(), (n) => n * 2)", "[ 2, 4 ]"],
    ["await Promise.try(() => 7)", "7"],
    ["const { promise, resolve } = Promise.withResolvers<number>(); resolve(4); await promise", "4"],
    ["new Set([1, 2]).union(new Set([3])).size", "3"],
    ["[...new Set([1, 2]).intersection(new Set([2]))]", "[ 2 ]"],
    ["new Set([1]).isSubsetOf(new Map([[1, 'a']]))", "true"],
    ["new Set([1, 2]).symmetricDifference(new Set([2, 3])).size", "2"],
    ["[1, 2, 3].values().filter((n) => n > 1).map((n) => n * 2).toArray()", "[ 4, 6 ]"],
    ["Iterator.from([1, 2, 3]).drop(1).take(1).toArray()", "[ 2 ]"],
    ["[3, 1, 2].toSorted().with(0, 9).toReversed()", "[ 3, 2, 9 ]"],
    ["[1, 2, 3].findLast((n) => n < 3)", "2"],
    ["RegExp.escape('a.b')", "\\x61\\.b"],
    ["/(?<year>\\d{4})|(?<year>\\d{2})/v.exec('24')?.groups?.year", "24"],
    ["/(?i:a)b/.test('Ab')", "true"],
    ["/[\\p{L}--[a-z]]/v.test('É')", "true"],
    ["'a\\uD800'.isWellFormed()", "false"],
    ["Error.isError(new TypeError('x'))", "true"],
    ["new Float16Array([1.5])[0]", "1.5"],
    ["new Error('x', { cause: 1 }).cause", "1"],
    ["new Intl.DurationFormat('en').format({ hours: 1 })", "1 hr"],
    ["AbortSignal.any([AbortSignal.timeout(1), new AbortController().signal]).aborted", "false"],
    ["Atomics.waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 1).value", "not-equal"],
    ["structuredClone(new Map([[1, { a: 1 }]])).get(1)?.a", "1"],
  ])("%s", async (code, result) => {
    expect(await run(code)).toBe(result);
  });

  test("and not what it has not", async () => {
    const { reply } = await kernel.execute("Temporal.Now.instant()");
    expect(reply.ename).toBe("TypeScriptError");
  });
});

describe("using", () => {
  const resource = `const log: string[] = [];
const open = (name: string) => ({ name, [Symbol.dispose]() { log.push(name); }, async [Symbol.asyncDispose]() { log.push(\`\${name} later\`); } });`;

  test("at the top of a cell, a resource is closed when the cell ends", async () => {
    await run(resource, 'using a = open("a");\nawait using b = open("b");\nlog.push(a.name + b.name);');
    expect(await run("log")).toBe("[ 'ab', 'b later', 'a' ]");
  });

  test("in functions and loops too, also after an error", async () => {
    await run(resource);
    const { reply } = await kernel.execute(
      'for (using c of [open("c"), open("d")]) log.push("in " + c.name);\nfunction f() { using e = open("e"); throw new Error(e.name); }\nf()',
    );
    expect(reply.evalue).toBe("e");
    expect(await run("log")).toBe("[ 'in c', 'c', 'in d', 'd', 'e' ]");
    expect(
      await run(
        '{ await using s = new AsyncDisposableStack(); s.defer(() => { log.push("end"); }); }\nlog.at(-1)',
      ),
    ).toBe("end");
  });
});

describe("mistakes that only today's TypeScript finds", () => {
  test.each<[code: string, number: number]>([
    ["/(a/.test('a')", 1005],
    ["/a/gg.test('a')", 1500],
    ["if (/a/) 1", 2872],
    ["[1].map((n) => n ?? 2 ?? 3); if ({} ?? 1) 2", 2869],
  ])("%s", async (code, number) => {
    const { reply } = await kernel.execute(code);
    expect(reply.evalue).toContain(`TS${number}`);
  });
});

test("JSON is imported with its attribute", async () => {
  expect(
    await run('import countries from "./countries.json" with { type: "json" };\ncountries[0].name'),
  ).toBe("Uruguay");
});

test("decorators of the standard, beside `using`", async () => {
  expect(
    await run(
      `function twice(f: () => number, context: ClassMethodDecoratorContext) { return () => f() * 2; }
class A { @twice n() { return 2; } }
using a = { n: new A().n(), [Symbol.dispose]() { a.n = 0; } };
let copy = a.n; copy`,
    ),
  ).toBe("4");
  expect(await run("copy += 1; [a.n, copy, new A().n()]")).toBe("[ 0, 5, 4 ]");
});

describe("what the compiler reads late", () => {
  async function inspect(code: string, at: string): Promise<string> {
    const cursor_pos = code.indexOf(at) + 1;
    const reply = await kernel.request("inspect_request", { code, cursor_pos, detail_level: 0 });
    return String((reply["data"] as Record<string, unknown>)["text/plain"]);
  }

  test("documentation: of an earlier cell, of Node and of a package", async () => {
    await run("/** Doubles a number.\n * @param n any */\nfunction double(n: number) { return 2 * n; }");
    const own = await inspect("double(2)", "double");
    expect(own).toContain("Doubles a number.");
    expect(own).toContain("@param");
    expect(await inspect('import fs from "node:fs"; fs.readFileSync', "readFileSync")).toContain(
      "Returns the contents of the `path`.",
    );
    expect(await inspect('import got from "got"; got({ throwHttpErrors: true })', "throwHttp")).toContain(
      "Determines if",
    );
  });

  test.each([
    ['import { mock } from "node:test"; const wrong: number = mock;', "MockTracker"],
    ['const wrong: number = new (await import("node:sqlite")).DatabaseSync(":memory:");', "DatabaseSync"],
    ['import { Session } from "inspector/promises"; const wrong: number = new Session();', "Session"],
  ])("types: %s", async (code, type) => {
    const { reply } = await kernel.execute(code);
    expect(reply.evalue).toBe(`Type '${type}' is not assignable to type 'number'. (TS2322)`);
  });
});
