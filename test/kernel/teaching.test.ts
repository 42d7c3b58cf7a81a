/** What this kernel does for somebody who learns asynchronous code. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Kernel, resultOf, textOf } from "./kernel.js";

const SERVER =
  'import { createServer as serve } from "node:http"; const listen = () => serve((_, response) => void response.end("x")).listen(0);\n';
const GET =
  'const here = listen(); await new Promise((done) => here.once("listening", done));\n' +
  "await got(`http://127.0.0.1:${(here.address() as { port: number }).port}/`).text();";

let kernel: Kernel;

beforeAll(async () => {
  kernel = await Kernel.start();
  await kernel.execute(
    'import Fastify from "fastify"; import { EventEmitter } from "node:events"; const app = Fastify();\n' +
      "const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));",
  );
});

afterAll(() => kernel[Symbol.asyncDispose]());

const warnings = (text: string) => text.split("\n").filter((line) => /^(Line|Línea) \d/.test(line));

describe("a forgotten await", () => {
  test.each([
    ["at the top", "sleep(1);\n1", 1, "sleep(1)"],
    ["in an async function", "async function f() {\n  sleep(1);\n}\nvoid f();", 2, "sleep(1)"],
    ["in a callback", "[1].forEach((n) => {\n  sleep(n);\n});", 2, "sleep(n)"],
    ["in a loop", "for (const n of [1]) {\n\n  sleep(n);\n}", 3, "sleep(n)"],
    ["a chain without a handler", "sleep(1).then(() => 1);\n1", 1, "sleep(1).then(() => 1)"],
    ["got", 'import got from "got";\nasync function g() {\n  got("http://127.0.0.1:9/");\n}', 3, "got("],
  ])("%s is named once, with line and call", async (_name, code, line, call) => {
    const { reply, published } = await kernel.execute(code);
    expect(reply.status).toBe("ok");
    const told = warnings(textOf(published, "stderr"));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(`Line ${line}:`);
    expect(told[0]).toContain(call);
  });

  test.each([
    ["awaited", "await sleep(1);\n1"],
    ["voided", "void sleep(1);\n1"],
    ["assigned", "let later: Promise<void>;\nlater = sleep(1);\n1"],
    ["returned", "const f = () => sleep(1);\nawait f();\n1"],
    ["with a catch", "sleep(1).catch(() => undefined);\n1"],
    ["with both handlers", "sleep(1).then(() => 1, () => 2).finally(() => 3);\n1"],
    ["only thenable", "app.register(async () => undefined);\n1"],
    ["in an array for Promise.all", "const all = [1, 2].map((n) => sleep(n));\nawait Promise.all(all);\n1"],
  ])("no warning for a promise that is %s", async (_name, code) => {
    const { reply, published } = await kernel.execute(code);
    expect(reply.status).toBe("ok");
    expect(warnings(textOf(published, "stderr"))).toEqual([]);
  });

  test("a last expression that is pending says what `await` would do", async () => {
    expect(resultOf(await kernel.execute("sleep(20)"))).toMatch(/^Promise \{ <pending> \}\n.*`await`/);
    expect(resultOf(await kernel.execute("Promise.resolve(3)"))).toBe("Promise { 3 }");
  });

  test.each([
    ["a property", "const answer = fetch('http://127.0.0.1:1');\nanswer.status;", "TS2339"],
    ["a method", "import got from 'got';\ngot('http://127.0.0.1:1').json<number[]>().entries();", "TS2339"],
    ["an argument", "Math.max(Promise.resolve(1));", "TS2345"],
    ["a value", "const sum: number = Promise.resolve(1);", "TS2322"],
    ["properties", "const sum: { n: number; m: number } = Promise.resolve({ n: 1, m: 1 });", "TS2739"],
    [
      "a result",
      "async function f(): Promise<number> { const g = (): number => f(); return g(); }",
      "TS2322",
    ],
    ["an operand", "Promise.resolve(1) + 1;", "TS2365"],
    ["a loop", "for (const page of Promise.resolve([1])) page;", "TS2488"],
  ])("%s of a promise that TypeScript objects to is asked about", async (_name, code, number) => {
    const { evalue } = (await kernel.execute(code)).reply;
    expect(evalue).toMatch(/ Is an `await` missing in front of it\? \(TS\d+\)$/);
    expect(evalue).toContain(number);
  });

  test.each([
    "const one: Promise<string> = Promise.resolve(1);",
    "const two: number = [Promise.resolve(1)];",
  ])("nothing is asked about %s", async (code) => {
    const { evalue } = (await kernel.execute(code)).reply;
    expect(evalue).toMatch(/Promise<.*\(TS\d+\)$/);
    expect(evalue).not.toContain("`await`");
  });

  test("a syntax error is told alone, and once the cell is right its names are there", async () => {
    const cut = await kernel.execute("const numbers = [1,2");
    expect(cut.reply.ename).toBe("TypeScriptError");
    expect(cut.reply.evalue).toBe("']' expected. (TS1005)");
    const needed = await kernel.execute("numbers.length");
    expect(needed.reply.evalue).toContain("'numbers' is not there yet");
    await kernel.execute("const twice = lambda x: x * 2");
    expect((await kernel.execute("x")).reply.evalue).toContain("Cannot find name 'x'");
    expect((await kernel.execute("twice(2)")).reply.evalue).toContain("'twice' is not there yet");
    await kernel.execute("const numbers = [1,2]");
    expect(resultOf(await kernel.execute("numbers.length"))).toBe("2");
  });

  test("in a Spanish notebook what is told is Spanish", async () => {
    const spanish = await Kernel.start({ env: { ASYNC_LAB_LANGUAGE: "es" } });
    try {
      const { published } = await spanish.execute("Promise.resolve(1);\n1");
      expect(textOf(published, "stderr")).toMatch(/^Línea 1: nadie espera la promesa/);
      const slips = await spanish.execute("print(3)");
      expect(slips.reply.evalue).toMatch(/^No se encuentra .* Python es `console\.log\(x\)`\. \(TS2304\)$/);
      const above = await spanish.execute("pais.nombre");
      expect(above.reply.evalue).toContain("Si lo declara una celda de arriba, corré primero esa celda.");
    } finally {
      await spanish[Symbol.asyncDispose]();
    }
  });
});

describe("a listener belongs to the cell that added it", () => {
  test.each([
    [
      "EventEmitter",
      "const bus = new EventEmitter(); bus.on('go', () => console.log('heard'));",
      "bus.emit('go')",
    ],
    [
      "EventTarget",
      "const target = new EventTarget(); target.addEventListener('go', () => console.log('heard'));",
      "target.dispatchEvent(new Event('go'))",
    ],
    [
      "AbortSignal",
      "const control = new AbortController(); control.signal.onabort = () => console.log('heard');",
      "control.abort()",
    ],
    [
      "stream",
      "import { PassThrough } from 'node:stream'; const pipe = new PassThrough(); pipe.once('data', () => console.log('heard'));",
      "pipe.write('x')",
    ],
    [
      "MessagePort",
      "import { MessageChannel } from 'node:worker_threads'; const { port1, port2 } = new MessageChannel(); port1.on('message', () => { console.log('heard'); port1.close(); });",
      "port2.postMessage(1)",
    ],
  ])("%s", async (_name, adding, emitting) => {
    const adder = await kernel.execute(adding);
    const emitter = await kernel.execute(`${emitting}; await sleep(100);`);
    expect(emitter.reply.status).toBe("ok");
    const heard = emitter.published.filter(({ content }) => content.text === "heard\n");
    expect(heard.map(({ parent }) => parent)).toEqual([adder.id]);
  });

  test("and can be removed again", async () => {
    await kernel.execute(
      "const emitter = new EventEmitter(); const seen = () => console.log('seen');\n" +
        "emitter.on('x', seen); emitter.once('x', seen); emitter.off('x', seen); emitter.off('x', seen);",
    );
    expect(resultOf(await kernel.execute("emitter.listenerCount('x')"))).toBe("0");
  });
});

describe("what goes on in the background belongs to the cell that started it", () => {
  test.each([
    [
      "a worker's messages",
      'import { Worker } from "node:worker_threads";\n' +
        "const worker = new Worker(\"setTimeout(() => require('node:worker_threads').parentPort.postMessage(1), 300)\", { eval: true });\n" +
        'worker.on("message", () => console.log("heard"));',
    ],
    [
      "a child process's output",
      'import { spawn } from "node:child_process";\n' +
        'const child = spawn(process.execPath, ["-e", "setTimeout(() => console.log(1), 300)"]);\n' +
        'child.stdout.once("data", () => console.log("heard"));',
    ],
    [
      "an HTTP server's handler",
      'import { createServer, get } from "node:http";\n' +
        'const server = createServer((_request, response) => { console.log("heard"); response.end(); }).listen(0);\n' +
        "setTimeout(() => get({ port: (server.address() as { port: number }).port }, () => server.close()), 300);",
    ],
  ])("%s", async (_name, code) => {
    const starter = await kernel.execute(code);
    expect(starter.reply.status).toBe("ok");
    const other = await kernel.execute("'another cell'");
    // On a slow machine it is heard already while the other cell runs.
    const wasHeard = (published: typeof other.published) =>
      published.filter(({ content }) => content.text === "heard\n");
    const during = wasHeard([...starter.published, ...other.published]);
    const heard = during.length > 0 ? during : wasHeard(await kernel.later("heard"));
    expect(heard.map(({ parent }) => parent)).toEqual([starter.id]);
  });

  test.each([
    ["a timer", "setTimeout(() => undefined, 400)", /Still running after this cell: 1 timer\./],
    [
      "an interval and a server",
      SERVER + "setInterval(() => undefined, 1000); listen();",
      /1 timer, 1 server/,
    ],
  ])("%s that a cell leaves running is named", async (_name, code, told) => {
    const left = await Kernel.start();
    try {
      expect(textOf((await left.execute(code)).published, "stderr")).toMatch(told);
    } finally {
      await left[Symbol.asyncDispose]();
    }
  });

  test.each([
    [
      "is kept in a variable",
      SERVER + "const kept = listen(); const beat = setInterval(() => undefined, 1000);",
    ],
    ["is voided", "void setTimeout(() => undefined, 400);\n1"],
    ["has ended", "await sleep(20)"],
    [
      "a cell that ends with a picture leaves",
      'setTimeout(() => undefined, 300);\n({ [Symbol.for("Jupyter.display")]: () => ({ "text/plain": "picture" }) })',
    ],
    ["is an idle keep-alive socket", 'import got from "got"; ' + SERVER + GET],
  ])("nothing is said of what %s", async (_name, code) => {
    const { reply, published } = await kernel.execute(code);
    expect(reply.status).toBe("ok");
    expect(textOf(published, "stderr")).toBe("");
  });
});

test("input() asks, and says so where nobody can be asked", async () => {
  const asked = await kernel.answerInput(
    'const name = await input("Your name? "); name.toUpperCase()',
    "Ada",
  );
  expect(asked.prompt).toBe("Your name? ");
  expect(resultOf(asked)).toBe("ADA");
  const { reply } = await kernel.execute('await input("anybody? ")', { allow_stdin: false });
  expect(reply.evalue).toContain("run by a program");
});
