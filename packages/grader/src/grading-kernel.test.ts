import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limits, type TimeLimits } from "./limits.js";
import { leftBehind, type Sandboxed, startSandboxed } from "./testing/sandboxed.js";

/** Runs cells in a kernel of their own, and tells what each was answered; nothing of it may be left. */
async function runAlone(cells: readonly string[], allowed?: Partial<TimeLimits>) {
  const sandboxed = await startSandboxed();
  const { folder, uid } = sandboxed.sandbox;
  const answers: unknown[] = [];
  try {
    for (const cell of cells) answers.push(await sandboxed.run(cell, allowed));
    const { used } = sandboxed.kernel;
    return { answers, used, printed: sandboxed.kernel.printed(1) };
  } finally {
    await sandboxed[Symbol.asyncDispose]();
    expect(leftBehind([folder], [uid])).toEqual([]);
  }
}

const returned = expect.objectContaining({ returned: null }) as unknown;

describe("a cell that", () => {
  test.for([
    ["computes for ever", "for (;;) {}", "timed out", { cpuS: 1 }],
    ["computes for ever after an await", "await null; for (;;) {}", "timed out", { cpuS: 1 }],
    [
      "sleeps without a processor",
      "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)",
      "timed out",
      { idleS: 1 },
    ],
    [
      "fills the heap",
      "const a: number[][] = []; for (;;) a.push(new Array(1e6).fill(Math.random()))",
      "out of memory",
      {},
    ],
    ["ends its process past the kernel", "(process as any).reallyExit(0)", "process ended", {}],
    ["crashes", "process.abort()", "process ended", {}],
    [
      "floods the pipe past the kernel",
      'import { writeSync } from "node:fs"; for (;;) { try { writeSync(3, "x".repeat(1e5)) } catch {} }',
      "flooded its output",
      {},
    ],
    [
      "fills the disk",
      'import { writeFileSync } from "node:fs"; for (let n = 0; ; n++) writeFileSync(`f${n}`, Buffer.alloc(3e7))',
      "flooded its output",
      {},
    ],
  ] as const)("%s is ended: %s", async ([, cell, ended, allowed]) => {
    const { answers } = await runAlone([cell, "1 + 1"], allowed);
    // Nothing runs after it, and whoever asks is told why.
    expect(answers).toEqual([{ ended }, { ended }]);
  });

  test("takes all memory with Buffers, past the heap, is refused more or ended", async () => {
    const cell =
      "const all: Buffer[] = []; for (;;) { all.push(Buffer.alloc(5e7, 1)); await new Promise((r) => setTimeout(r, 20)); }";
    const { answers, used } = await runAlone([cell]);
    const [answer] = answers;
    expect([
      { ended: "out of memory" },
      { failed: expect.objectContaining({ name: "RangeError" }) as unknown, typeError: false, id: 1 },
    ]).toContainEqual(answer);
    expect(used.maxResident).toBeLessThan(1.7e9);
  });

  test("only lacks what another one declares, which did not compile, tells which", async () => {
    const cells = ['const n: number[] = "a";', "Math.atan2(...n);", "console.log(m);"];
    const { answers } = await runAlone(cells);
    expect(answers.map((answer) => (answer as { failed?: { needs?: number } }).failed?.needs)).toEqual([
      undefined,
      1,
      undefined,
    ]);
    expect(answers).toEqual(answers.map(() => expect.objectContaining({ typeError: true }) as unknown));
  });

  test("the same in Spanish, where TypeScript has another kind of quotes", async () => {
    await using sandboxed = await startSandboxed("es");
    await sandboxed.run('const scrape: number[] = "a";');
    const answer = await sandboxed.run("Math.atan2(...scrape);");
    expect(answer).toMatchObject({ failed: { needs: 1 } });
    expect(await sandboxed.run('import { fork } from "node:child_process"; fork("x");')).toMatchObject({
      failed: { message: expect.stringMatching(/^El corrector no deja .* otros programas/) as string },
    });
    const loops = ["Date.now() < at + 1e9", "performance.now() < at + 1e9", "process.hrtime()[0] < at + 1e9"];
    for (const [index, loop] of loops.entries()) {
      const message = expect.stringMatching(/^se leyó la hora 200000 veces/) as string;
      const failed = { name: "BusyLoopError", message, place: `celda ${4 + 2 * index}, línea 1` };
      await sandboxed.run(`function wait${index}() { const at = Date.now(); while (${loop}); }`);
      expect(await sandboxed.run(`wait${index}();`)).toMatchObject({ failed: { message } });
      expect(
        await sandboxed.kernel.call(`wait${index}`, [], 100 + index, { ...limits.call, virtualS: 9 }),
      ).toMatchObject({ failed });
    }
    // Where it is caught and printed, it is in the page's language, too.
    expect(
      await sandboxed.attempt(`try { process.kill(1) } catch (error: any) { return error.message }`),
    ).toMatch(/^El corrector no deja que un notebook use process\.kill/);
  });

  test.runIf(process.platform === "linux")(
    "writes for ever to a file that it has removed is ended",
    async () => {
      const cell = `import fs from "node:fs"; const fd = fs.openSync("f", "w"); fs.unlinkSync("f");
      for (const text = Buffer.alloc(3e7); ; ) fs.writeSync(fd, text, 0, text.length, 0);`;
      expect((await runAlone([cell])).answers).toEqual([{ ended: "flooded its output" }]);
    },
  );

  test.each(["SIGKILL", "SIGTERM"] as const)(
    "does nothing wrong and gets %s from outside is not said to have taken too much",
    async (signal) => {
      await using sandboxed = await startSandboxed();
      // It goes on by itself, and is not known to wait for ever.
      const answer = sandboxed.run("for (;;) await new Promise((r) => setImmediate(r))");
      process.kill(sandboxed.kernel.pid ?? 0, signal);
      expect(await answer).toEqual({ ended: "killed" });
    },
  );

  test("plays the kernel only answers for itself", async () => {
    const forge = `import { writeSync } from "node:fs";
      for (const line of ['garbage', '[]', '{"ready":true}', '{"returned":1,"id":2}', '{"failed":null,"id":1}']) writeSync(3, line + "\\n");`;
    const { answers } = await runAlone([forge, "1 + 1"]);
    expect(answers[0]).toMatchObject({ failed: { name: "Error" } });
    expect(answers).toHaveLength(2);
  });

  test("throws or gives back what no text can be made of is answered all the same", async () => {
    await using sandboxed = await startSandboxed();
    const getters = `Object.defineProperties(new Error("x"), Object.fromEntries(
      ["name", "message", "stack", "cause", "errors"].map((key) => [key, { get() { throw new Error(key); } }])))`;
    const thrown = [
      'Object.assign(new Error("x"), { message: { code: 7 } })',
      'Object.assign(new Error("x"), { name: 500, message: 7n })',
      'Object.assign(new AggregateError([], "x"), { errors: 5 })',
      getters,
      '{ [Symbol.for("nodejs.util.inspect.custom")]() { throw new Error("no"); } }',
      "Object.create(null)",
      "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()",
      'new Error("🇦🇷"[0])',
    ];
    const failures: unknown[] = [];
    for (const value of thrown) failures.push(await sandboxed.run(`throw ${value}`));
    expect(
      failures.map((answer) => (answer as { failed?: { name: string; message: string } }).failed),
    ).toMatchObject([
      { name: "Error", message: "{ code: 7 }" },
      { name: "500", message: "7n" },
      { name: "AggregateError", message: "x" },
      { name: "Error", message: "<cannot be read>" },
      { name: "throw" },
      { name: "throw", message: "[Object: null prototype] {}" },
      { name: "throw", message: "<Revoked Proxy>" },
      { name: "Error", message: "\uFFFD" },
    ]);

    const returned = ["() => 1", "7n", "{ toJSON: () => undefined }", "{ get a() { throw 1 } }", '["🇦🇷"[0]]'];
    await sandboxed.run(
      `const values: any[] = [${returned.join(", ")}]; const give = (n: number) => values[n];`,
    );
    const answers: unknown[] = [];
    for (const index of returned.keys()) {
      answers.push(await sandboxed.kernel.call("give", [index], 100 + index, limits.cell));
    }
    expect(answers).toMatchObject([null, null, null, null, ["\uFFFD"]].map((value) => ({ returned: value })));
  });

  test("breaks JavaScript itself does not break the kernel's reports", async () => {
    const cell = `JSON.stringify = () => "{}"; (globalThis as any).setTimeout = () => 0; Date.now = () => 0;
      performance.now = () => 0; Promise.prototype.finally = () => Promise.reject(); console.log("broken")`;
    const { answers, printed } = await runAlone([cell, "1 + 1"]);
    expect(answers).toEqual([returned, returned]);
    expect(printed).toBe("broken\n");
  });
});

describe("in a kernel that lives on, a cell that", () => {
  let sandboxed: Sandboxed;
  let cells = 0;
  beforeAll(async () => {
    sandboxed = await startSandboxed();
  });
  afterAll(async () => {
    await sandboxed[Symbol.asyncDispose]();
    expect(leftBehind([sandboxed.sandbox.folder], [sandboxed.sandbox.uid])).toEqual([]);
  });

  /** Runs a cell, and another one after it: the first one's answer, and what it printed. */
  async function runInTurn(code: string, allowed?: Partial<TimeLimits>) {
    const id = (cells += 1);
    const answer = await sandboxed.run(code, allowed);
    cells += 1;
    expect(await sandboxed.run("1 + 1")).toEqual(returned);
    return { id, answer, printed: sandboxed.kernel.printed(id) };
  }

  test("waits for a minute takes none, and its clocks agree", async () => {
    const cell = `{ const [real, now, date] = [process.uptime(), performance.now(), Date.now()];
      await new Promise((r) => setTimeout(r, 60_000));
      console.log(performance.now() - now, Date.now() - date, process.uptime() - real < 60); }`;
    expect(await runInTurn(cell)).toMatchObject({ answer: returned, printed: "60000 60000 true\n" });
  });

  test("waits for ever is stopped at once", async () => {
    expect((await runInTurn("await new Promise(() => {})")).answer).toEqual({ stopped: "waits for ever" });
  });

  test.each([
    ["of the clock that is asked", "for (;;) await new Promise((r) => setTimeout(r, 60_000))", {}],
    ["of the processor, in pieces", "for (;;) await new Promise((r) => setImmediate(r))", { cpuS: 1 }],
  ])("goes on for ever is stopped when it has used all of its time: %s", async (_, cell, allowed) => {
    expect((await runInTurn(cell, allowed)).answer).toEqual({ stopped: "timed out" });
  });

  test("computes for longer than it may sleep is not stopped: a busy machine makes all take longer", async () => {
    const cell =
      "for (const end = process.cpuUsage().user + 0.6e6; process.cpuUsage().user < end; ) for (let n = 0; n < 1e5; n++);";
    expect((await runInTurn(cell, { idleS: 0.2 })).answer).toEqual(returned);
  });

  test("prints for ever so long fills nothing", async () => {
    const { answer, printed } = await runInTurn(
      'for (let n = 0; n < 300_000; n++) console.log("x".repeat(100));',
    );
    expect(answer).toEqual(returned);
    expect(printed.length).toBeLessThanOrEqual(64 * 1024);
  });

  test("calls process.exit is told no", async () => {
    const { id, answer } = await runInTurn("process.exit(0)");
    expect(answer).toMatchObject({ failed: { place: `cell ${id}, line 1` } });
  });

  test.each([
    'import { createInterface } from "node:readline/promises"; await createInterface(process.stdin).question("?")',
    'import { readFileSync } from "node:fs"; readFileSync(0)',
    'import { readFile } from "node:fs/promises"; await readFile("/dev/stdin")',
    'prompt("name?")',
  ])("reads standard input fails at once: %s", async (cell) => {
    const { answer } = await runInTurn(cell);
    expect((answer as { failed: object }).failed).toMatchObject({
      message: expect.stringContaining("await input(") as string,
    });
  });

  const throwing = (call: string) =>
    `{ const req: any = process.getBuiltinModule("module").createRequire(process.cwd() + "/"); ${call}; }`;

  test.each([
    [
      "a thread",
      `new (req("worker_threads").Worker)("1", { eval: true })`,
      /^The grader lets no .* worker threads:/,
    ],
    ["a thread of a library", `new (req("piscina").Piscina)({ filename: "/x.js" })`, /worker threads:/],
    [
      "a program",
      `req("child_process").execSync("ls")`,
      /^The grader lets no notebook start other programs:/,
    ],
    ["a program, by a cluster", `req("cluster").fork()`, /other programs:/],
    [
      "to read elsewhere",
      `req("fs").readFileSync("/etc/passwd")`,
      /^The grader runs .* such as \/etc\/passwd\.$/,
    ],
    [
      "to write elsewhere",
      `await req("fs/promises").writeFile("/x", "")`,
      /in its own folder alone, not \/x:/,
    ],
    ["a link", `req("fs").symlinkSync("/x", "y")`, /^The grader lets no notebook use fs\.symlink:/],
    ["an addon", `(process as any).dlopen({ exports: {} }, "/x.node")`, /use process\.dlopen:/],
    ["WASI", `new (req("wasi").WASI)({ version: "preview1" })`, /^The grader runs no WASI/],
    ["the inspector", `new (req("inspector").Session)().connect()`, /use the inspector\.$/],
    ["a signal", "process.kill(1)", /^The grader lets no notebook use process\.kill:/],
    ["a database", `req("node:sqlite")`, /use node:sqlite:/],
    [
      "what a cause tells",
      `try { req("fs").readFileSync("/x") } catch (cause) { throw new Error("no list", { cause }) }`,
      /^no list: The grader runs/,
    ],
    [
      "what one of several errors tells",
      `await Promise.any(["/x", "/y"].map((path) => req("fs/promises").writeFile(path, "")))`,
      /^All promises were rejected: The grader lets/,
    ],
    [
      "a file beside the notebook",
      `req("fs").readFileSync("urls.txt")`,
      /urls\.txt.*: The grader runs a notebook alone/,
    ],
    [
      "another host",
      `throw new TypeError("fetch failed", { cause: Object.assign(new Error(""), { code: "ENOTFOUND", hostname: "example.org" }) })`,
      /^fetch failed: example\.org \(ENOTFOUND\) could not be reached: .* no network/,
    ],
  ])("is refused %s is told so, without options of Node's command line", async (_, call, message) => {
    const { answer } = await runInTurn(throwing(call));
    const told = (answer as { failed: { message: string } }).failed.message;
    expect(told).toMatch(message);
    expect(told).not.toContain("--allow");
  });
});
