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
