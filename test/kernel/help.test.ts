/** What a learner asks the kernel for: whose line failed, input, the signature of a call, the name of a module. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Kernel, textOf, tracebackOf, type ExecuteOptions } from "./kernel.js";

let kernel: Kernel;

beforeAll(async () => {
  kernel = await Kernel.start();
});

afterAll(() => kernel[Symbol.asyncDispose]());

describe("a traceback shows the lines of the very cell, whatever ran under the same count", () => {
  let count: number | undefined;

  beforeAll(async () => {
    const code = "function fail(): number {\n  throw new Error('in fail');\n}\nconst late = () => fail();";
    ({
      reply: { execution_count: count },
    } = await kernel.execute(code));
  });

  const others: readonly [name: string, code: string, options: ExecuteOptions][] = [
    ["is not stored", "// other line 1\n// other line 2\n1", { store_history: false }],
    ["is silent", "// other line 1\n// other line 2\n1", { silent: true }],
    ["is not stored and fails", "// other line 1\n\nthrow new Error('x')", { store_history: false }],
    ["does not compile", "// other line 1\nconst n: number = 'x'", { silent: true }],
    ["has expressions", "1", { user_expressions: { one: "1 // other line 1", two: "nope" }, silent: true }],
  ];

  test.each(others)("a request that %s", async (_name, code, options) => {
    await kernel.execute(code, options);
    const { reply } = await kernel.execute("late()", { store_history: false });
    const traceback = tracebackOf(reply);
    expect(traceback).toContain(`cell ${count}, line 2, in fail`);
    expect(traceback).toContain("> 2 |   throw new Error('in fail');");
    expect(traceback).toContain("> 4 | const late = () => fail();");
    expect(traceback).toContain("> 1 | late()");
    expect(traceback).not.toContain("other line");
  });

  test("code that has no number is called what it is", async () => {
    await kernel.execute("const hidden = () => fail();", { silent: true });
    const { reply } = await kernel.execute("1", { user_expressions: { bad: "\n\nhidden()", none: "nope" } });
    const { bad, none } = reply["user_expressions"] as Record<string, { traceback: string[] }>;
    expect(tracebackOf(bad ?? {})).toMatch(
      /code that ran silently, line 1, in hidden[^]*expression, line 3\n/,
    );
    expect(tracebackOf(none ?? {})).toMatch(/expression, line 1\n/);
  });

  test("a rejection of an earlier cell is told with that cell's lines, and as nothing that still runs", async () => {
    const { id } = await kernel.execute(
      "const { promise: gate, resolve: open } = Promise.withResolvers<void>();\n" +
        "void gate.then(() => {\n  throw new Error('behind the gate');\n});",
    );
    const { published } = await kernel.execute("// other line 1\nopen();", { store_history: false });
    expect(textOf(published, "stderr")).toBe("");
    const told = (await kernel.later("behind the gate")).find(({ type }) => type === "error");
    expect(told?.parent).toBe(id);
    expect(tracebackOf(told?.content ?? {})).toContain("> 3 |   throw new Error('behind the gate');");
  });

  test("a stack that is printed has the numbers that stand beside the cells", async () => {
    const { published } = await kernel
      .execute("fail();", { store_history: false })
      .then(() => kernel.execute("try { late() } catch (error) { console.log((error as Error).stack) }"));
    expect(textOf(published)).toContain(`at fail (cell-${count}.ts:2:`);
  });
});

describe("standard input", () => {
  beforeAll(async () => {
    await kernel.execute(
      'import * as readline from "node:readline"; import { createInterface } from "node:readline/promises";\n' +
        'import * as fs from "node:fs"; import { readFile } from "node:fs/promises"; import { stdin } from "node:process";\n' +
        'import { text } from "node:stream/consumers"; import { promisify } from "node:util";',
    );
  });

  test.each([
    "readline.createInterface({ input: process.stdin })",
    "const face = createInterface({ input: stdin, output: process.stdout }); await face.question('name? ')",
    "process.stdin.on('data', (chunk) => console.log(chunk))",
    "process.stdin.once('readable', () => undefined)",
    "for await (const line of process.stdin) console.log(line)",
    "process.stdin.setEncoding('utf8').read()",
    "process.stdin.resume()",
    "process.stdin.pipe(process.stdout)",
    "await text(process.stdin)",
    "readline.emitKeypressEvents(process.stdin); process.stdin.on('keypress', () => undefined)",
    "fs.readFileSync(0, 'utf8')",
    "fs.readFileSync('/dev/stdin')",
    "fs.readSync(0, Buffer.alloc(1))",
    "fs.readFile('/dev/stdin', () => undefined)",
    "await promisify(fs.read)(0, Buffer.alloc(1), 0, 1, null)",
    "fs.createReadStream('', { fd: 0 })",
    "for await (const chunk of fs.createReadStream('/dev/stdin')) console.log(chunk)",
    "await readFile('/dev/stdin')",
    "prompt('name?')",
    "confirm('sure?')",
    "alert('done')",
  ])("%s fails at once, and names input()", async (code) => {
    const { reply } = await kernel.execute(code);
    expect(reply).toMatchObject({
      status: "error",
      evalue: expect.stringContaining("await input(") as string,
    });
    expect(tracebackOf(reply)).toContain(`> 1 | ${code}`);
  });

  test("can be looked at, files are read as ever, and the names of the dialogs are free", async () => {
    const { reply } = await kernel.execute(
      "if (process.stdin.isTTY) process.stdin.unref();\nprocess.stdin.pause().on('end', () => undefined);\n" +
        "fs.writeFileSync('file', 'text');\nconst prompt = await promisify(fs.readFile)('file', 'utf8');\n" +
        "for await (const chunk of fs.createReadStream('file')) if (String(chunk) !== prompt) throw new Error(prompt);",
    );
    expect(tracebackOf(reply)).toBe("");
  });
});

/** The code without the mark `|`, and where that stood, in characters as the protocol counts them. */
function atMark(marked: string): { code: string; cursor_pos: number } {
  const at = marked.indexOf("|");
  return {
    code: marked.slice(0, at) + marked.slice(at + 1),
    cursor_pos: Array.from(marked.slice(0, at)).length,
  };
}

describe("inspection", () => {
  beforeAll(async () => {
    await kernel.execute(
      [
        "/**",
        " * Asks for a {@link Page}.",
        " * @param url which page",
        " * @param retries how often to try again",
        ' * @example getPage("/", 2)',
        " */",
        "function getPage(url: string, retries = 0): string { return url + retries; }",
        "class Page { constructor(readonly url: string, readonly size?: number) {} }",
        "function wait(ms: number): void;",
        "function wait(until: Date, patience: boolean): void;",
        "function wait(...args: unknown[]): void { void args; }",
        "/** Joins pages. */",
        "function join(): void;",
        "function join<T extends Page[]>(...pages: T): void;",
        "function join(...pages: Page[]): void { void pages; }",
      ].join("\n"),
    );
    // What is declared is told on from cell to cell.
    await kernel.execute("const other = 1;");
  });

  async function inspect(marked: string, detail_level = 0) {
    const reply = await kernel.request("inspect_request", { ...atMark(marked), detail_level });
    return { found: reply["found"], data: reply["data"] as Readonly<Record<string, string>> };
  }

  test.each([
    ["after the parenthesis", "getPage(|", "getPage(url: string, retries?: number): string", 1, "url"],
    ["after a comma", 'getPage("/", |)', "getPage(url: string, retries?: number): string", 2, "retries"],
    ["on another line", 'getPage(\n  "/",\n  |\n)', "getPage(url: string,", 2, "retries"],
    ["in a string", 'getPage("/co|untries")', "getPage(url: string,", 1, "url"],
    ["in a template", "`page: ${getPage(|)}`", "getPage(url: string,", 1, "url"],
    ["in a call within a call", 'getPage(getPage("/", |))', "getPage(url: string,", 2, "retries"],
    ["after a call within a call", "getPage(String(1), |)", "getPage(url: string,", 2, "retries"],
    ["of a constructor", 'new Page("/", |)', "new Page(url: string, size?: number", 2, "size"],
    ["of an overload", "wait(new Date(), |)", "wait(until: Date, patience: boolean): void", 2, "patience"],
    ["of the overload that has one", "join(|)", "join<T extends Page[]>(...pages: T): void", 1, "...pages"],
    ["of a rest parameter", "Math.max(1, 2, |)", "max(...values: number[]): number", 1, "...values"],
    ["of a method", "[1].map(|)", "map(callbackfn: (value: number", 1, "callbackfn"],
    ["in an object that is passed", 'fetch("/", { | })', "fetch(input: ", 2, "init"],
    ["behind emoji", 'const face = "🙂🙂"; getPage(face, |)', "getPage(url: string,", 2, "retries"],
  ])(
    "within a call shows its signature and the parameter: %s",
    async (_where, marked, signature, number, name) => {
      const { found, data } = await inspect(marked);
      expect(found).toBe(true);
      expect(data["text/plain"]).toContain(signature);
      expect(data["text/plain"]).toContain(`Parameter ${number}: ${name}`);
      expect(data["text/markdown"]).toContain(`\`\`\`typescript\n${signature}`);
      expect(data["text/markdown"]).toContain(`**Parameter ${number}:** \`${name}`);
    },
  );

  test("shows what is documented of the parameter and of the function", async () => {
    const { data } = await inspect('getPage("/", |)');
    expect(data["text/plain"]).toMatch(/Parameter 2: .*\nhow often to try again\n\nAsks for a Page\.\n/);
    expect(data["text/markdown"]).toContain('```typescript\ngetPage("/", 2)\n```');
  });

  test("names the other overloads, all of them where more detail is asked for", async () => {
    expect((await inspect("wait(|)")).data["text/plain"]).toContain("wait(until: Date, patience: boolean)");
    const [some, all] = [await inspect("process.on(|)"), await inspect("process.on(|)", 1)];
    expect(some.data["text/plain"]).toMatch(/and \d+ more/);
    expect(all.data["text/plain"]).not.toMatch(/and \d+ more/);
  });

  test.each([
    ["getPa|ge('/')", "function getPage(url: string", "Asks for a Page."],
    ["getPage(oth|er)", "const other: 1", "Parameter 1: url"],
    ["[1].map((n) => { n| })", "(parameter) n: number", ""],
  ])("shows the name at the cursor: %s", async (marked, shown, too) => {
    const { data } = await inspect(marked);
    expect(data["text/plain"]).toContain(shown);
    expect(data["text/plain"]).toContain(too);
  });

  test.each(["|", "1 + |1", "getPage('/')| ", "// getPage(|"])(
    "finds nothing where nothing is: %s",
    async (marked) => {
      expect(await inspect(marked)).toEqual({ found: false, data: {} });
    },
  );
});

describe("completion in an import", () => {
  beforeAll(async () => {
    const exported = { ".": "./index.js", "./sub": "./sub.js", "./features/*": "./features/*.js" };
    const files = {
      "helper.ts": "export const help = 1;",
      "plain.js": "exports.plain = 1;",
      "table.json": "{}",
      "lib/inner.ts": "export const inner = 1;",
      "node_modules/exporting/package.json": JSON.stringify({ name: "exporting", exports: exported }),
      "node_modules/exporting/index.js": "",
      "node_modules/exporting/sub.js": "",
      "node_modules/exporting/features/one.js": "",
    };
    await kernel.execute(
      'import { mkdirSync, writeFileSync } from "node:fs"; import { dirname } from "node:path";\n' +
        `for (const [file, text] of Object.entries(${JSON.stringify(files)})) {\n` +
        "  mkdirSync(dirname(file), { recursive: true });\n  writeFileSync(file, text);\n}",
    );
    await kernel.execute("/** @module cellModule */\nexport const inCell = 1;");
  });

  test.each([
    ['import x from "|"', "", ["got", "async-lab", "exporting", "node:fs", "fs"]],
    ['import x from "|', "", ["got", "async-lab", "exporting", "node:fs", "fs"]],
    ['const x = require("|")', "", ["got", "async-lab", "exporting", "node:fs"]],
    ['await import("|', "", ["got", "async-lab", "exporting", "node:fs"]],
    ['import x from "go|"', "go", ["got"]],
    ['const { x } = await import("node:ti|mers")', "node:timers", ["node:timers", "node:timers/promises"]],
    ['import x from "timers/|"', "", ["promises"]],
    ['import x from "node:sq|', "node:sq", ["node:sqlite"]],
    ['import x from "./|"', "", ["helper", "plain", "table.json", "lib", "cellModule"]],
    ["import './lib/|", "", ["inner"]],
    ["const x = require('./he|')", "he", ["helper"]],
    ["await import(`./he|`)", "he", ["helper"]],
    ["export * from './he|'", "he", ["helper"]],
    ["import { he| } from './helper'", "he", ["help"]],
    ['import x from "exporting/|"', "", ["sub", "features"]],
    ['import x from "exporting/features/o|"', "o", ["one"]],
    ['const face = "🙂🙂"; import x from "node:f|"', "node:f", ["node:fs", "node:fs/promises"]],
  ])("%s", async (marked, replaced, names) => {
    const { code, cursor_pos } = atMark(marked);
    const reply = await kernel.request("complete_request", { code, cursor_pos });
    expect(reply["matches"]).toEqual(expect.arrayContaining(names));
    const range = Array.from(code).slice(reply["cursor_start"] as number, reply["cursor_end"] as number);
    expect(range.join("")).toBe(replaced);
  });

  test("offers only packages that the course has on purpose", async () => {
    const { matches } = await kernel.request("complete_request", atMark('import x from "|"'));
    expect(matches).not.toContain("eslint");
    expect(matches).not.toContain(".bin");
  });
});
