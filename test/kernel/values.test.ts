/** Whatever learners keep in variables, throw or show: the kernel looks at it, and nothing comes of that. */
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Kernel, resultOf, textOf, tracebackOf } from "./kernel.js";

let kernel: Kernel;
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    response.statusCode = request.url === "/missing" ? 404 : 200;
    response.setHeader("content-type", "application/json").end('{"hello":"world"}');
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  kernel = await Kernel.start();
  await run(
    `const address = "http://127.0.0.1:${(server.address() as AddressInfo).port}";\n` +
      "const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));\n" +
      "const fail = async (n: number) => { throw new Error(`no ${n}`); };",
  );
});

afterAll(async () => {
  await kernel[Symbol.asyncDispose]();
  server.closeAllConnections();
  server.close();
});

const run = (code: string) => kernel.run(code);

/** The errors that a cell shows. */
async function errorsOf(code: string): Promise<unknown[]> {
  const { published } = await kernel.execute(code);
  return published.filter(({ type }) => type === "error").map(({ content }) => content.evalue);
}

describe("values of which nothing can be read", () => {
  test("in variables do no harm to the cells after them, and nobody sees that they were looked at", async () => {
    await run(`const cfg = new Proxy({ a: 1 } as any, { get(t, n) { if (!(n in t)) throw new Error("no setting " + String(n)); return t[n]; } });
      const looks: string[] = [];
      const look = (what: string): never => { looks.push(what); console.log(what); throw new Error(what); };
      const traps: any = new Proxy({}, { get: () => look("get"), has: () => look("has"), getPrototypeOf: () => look("prototype"), ownKeys: () => look("keys") });
      const getters: any = { get server() { return look("server"); }, get then() { return look("then"); }, get [Symbol.toStringTag]() { return look("tag"); }, toJSON: () => look("json") };
      const child = Object.create(traps);
      const { proxy: gone, revoke } = Proxy.revocable({}, {}); revoke();`);
    const { published } = await run("sleep(1);\nsetTimeout(() => undefined, 1);\nlooks.length");
    expect(published.filter(({ content }) => content.name === "stdout")).toEqual([]);
    expect(resultOf({ published } as never)).toBe("0");
  });

  test.each([
    ["cfg", "{ a: 1 }"],
    ["traps", "{}"],
    ["[traps, gone]", "[ {}, <Revoked Proxy> ]"],
    ["child", "[Object: null prototype] {}"],
    ["Object.create(null)", "[Object: null prototype] {}"],
  ])("%s is shown without asking it", async (code, shown) => {
    const { published } = await run(code);
    expect(published.map(({ content }) => content.data?.["text/plain"] ?? content.text).slice(1)).toEqual([
      shown,
    ]);
    expect(resultOf(await run("looks.length"))).toBe("0");
  });

  test("one whose own display fails is shown in plain text, with the reason", async () => {
    const shown = resultOf(
      await run('({ a: 1, [Symbol.for("Jupyter.display")]() { throw new Error("no picture"); } })'),
    );
    expect(shown).toMatch(/^\{ a: 1, .*\nIts own display method failed: Error: no picture$/);
    const odd = await run(
      '({ [Symbol.for("Jupyter.display")]: () => ({ "text/plain": 5, "text/html": "<b>" }) })',
    );
    expect(odd.published.at(-1)?.content.data).toEqual({ "text/plain": "5", "text/html": "<b>" });
  });
});

test.each([
  ['Object.assign(new Error("x"), { message: { code: 7 } })', "Error", "{ code: 7 }"],
  ['Object.assign(new Error("x"), { name: 500 })', "500", "x"],
  ['Object.assign(new Error("x"), { message: 7n, stack: 5, errors: 5, cause: gone })', "Error", "7n"],
  ["gone", "throw", "<Revoked Proxy>"],
  ["Object.create(null)", "throw", "[Object: null prototype] {}"],
])("throw %s is an error like any other", async (code, ename, evalue) => {
  const { reply, published } = await kernel.execute(`throw ${code}`);
  expect(reply).toMatchObject({ status: "error", ename, evalue });
  expect(reply.traceback?.every((line) => typeof line === "string")).toBe(true);
  expect(tracebackOf(reply)).toContain("line 1\n> 1 | throw");
  expect(published.at(-1)).toMatchObject({ type: "error", content: { ename, evalue } });
});

test("a chain of 10 000 causes is cut off", async () => {
  const chain =
    'let e = new Error("0"); for (let n = 1; n < 1e4; n++) e = new Error(String(n), { cause: e }); throw e';
  const traceback = tracebackOf((await kernel.execute(chain)).reply);
  expect(traceback).toContain("Error: 9990");
  expect(traceback).not.toContain("Error: 9989");
});

test("half an emoji leaves the kernel as U+FFFD, wherever it stands", async () => {
  const half = '"🇦🇷"[0]!';
  const executions = [
    await run(half),
    await run(`console.log(${half}); console.error({ [${half}]: 1 }, ${half})`),
    await run(`import { display } from "tslab"; display.html(${half})`),
    await run(
      `({ [Symbol.for("Jupyter.display")]: () => ({ [${half}]: ${half}, "application/json": { [${half}]: ${half} } }) })`,
    ),
    await kernel.execute(`throw Object.assign(new Error(${half}), { name: ${half} })`),
    await kernel.answerInput(`await input(${half})`, "🇦🇷"),
  ];
  // `inspect` writes it as an escape, which is text.
  const sent = JSON.stringify(executions);
  expect(sent).not.toMatch(/(?<!\\)\\ud[89a-f]/);
  expect(sent.match(/\uFFFD/g)?.length).toBeGreaterThanOrEqual(12);
});

describe("rejections that a cell has handled are not reported", () => {
  const early = "const jobs = [fail(1), fail(2), fail(3)];\nawait sleep(10);\n";
  test.each([
    ["all at once", "await Promise.all([fail(1), fail(2)])", ["no 1"]],
    ["rejected before they are waited for", `${early}await Promise.all(jobs)`, ["no 1"]],
    [
      "begun one after another",
      "const begun: Promise<never>[] = [];\nfor (const n of [1, 2]) { begun.push(fail(n)); await sleep(5); }\nawait Promise.all(begun)",
      ["no 1"],
    ],
    ["with a try around it", `${early}try { await Promise.all(jobs); } catch {}`, []],
    ["allSettled", `${early}(await Promise.allSettled(jobs)).length`, []],
    ["race", `${early}await Promise.race(jobs)`, ["no 1"]],
    ["any", `${early}await Promise.any(jobs)`, ["All promises were rejected"]],
    ["one of them twice", `${early}void jobs[0]!.catch(() => undefined);\nawait Promise.all(jobs)`, ["no 1"]],
    [
      "but one that nobody has handled is",
      `${early}const other = fail(4);\nawait Promise.all(jobs)`,
      ["no 4", "no 1"],
    ],
    ["and one of the cell's last moment", "void fail(5); 1", ["no 5"]],
  ])("%s", async (_what, code, errors) => {
    expect(await errorsOf(code)).toEqual(errors);
  });

  test("nor are those that the next cell handles, however long it takes to come to them", async () => {
    const begin =
      "const gate = Promise.withResolvers<void>();\n" +
      "const later = [1, 2].map((n) => gate.promise.then(() => fail(n)));";
    expect(await errorsOf(begin)).toEqual([]);
    // Longer than the kernel is patient where no cell runs.
    expect(await errorsOf("gate.resolve(); await sleep(600); await Promise.allSettled(later)")).toEqual([]);
  });
});

test("an error is told with its line also when a cell has taken the kernel's listeners and stacks off", async () => {
  const code =
    'process.removeAllListeners("uncaughtException"); setTimeout(() => { throw new Error("nobody"); }, 1);\n' +
    "process.listeners('uncaughtException').forEach((one) => process.off('uncaughtException', one)); await sleep(20);\n" +
    "(Error as any).prepareStackTrace = undefined;\n" +
    'throw Object.freeze(new Error("frozen"));';
  const { published, reply } = await kernel.execute(code);
  const errors = published.filter(({ type }) => type === "error").map(({ content }) => content.evalue);
  expect(errors).toEqual(["nobody", "frozen"]);
  expect(tracebackOf(reply)).toContain("line 4");
});

describe("what is large is shown in part, and says so", () => {
  const most = 17_000;

  test.each([
    [
      "modules of Node's",
      '["node:fs", "node:crypto", "node:http", "node:http2"].map((name) => require(name))',
    ],
    [
      "an object of 10 000 names",
      "Object.fromEntries(Array.from({ length: 1e4 }, (_, n) => [`k${n}`, { n }]))",
    ],
    ["long texts in a list", 'Array.from({ length: 9 }, () => "x".repeat(9e3))'],
    ["a long text", '"x".repeat(1e6)'],
  ])("%s", async (_what, code) => {
    const shown = String(resultOf(await run(code)));
    expect(shown.length).toBeLessThan(most);
    expect(shown).toMatch(/This is shortened: in full it has \d+ characters\.|more characters\)$/);
    const printed = textOf((await run(`console.dir(${code.split("; ").at(-1)}, { depth: 5 })`)).published);
    if (!code.startsWith('"')) expect(printed.length).toBeLessThan(most);
  });

  test("the global object has nothing large in it", async () => {
    const shown = String(resultOf(await run("globalThis")));
    expect(shown.length).toBeLessThan(most);
    expect(shown).not.toContain("shortened");
  });

  test("what is not so large is whole", async () => {
    const code =
      "Array.from({ length: 100 }, (_, n) => ({ name: `country ${n}`, area: { km2: n * 1000 }, codes: [1, 2] }))";
    const shown = String(resultOf(await run(code)));
    expect(shown).not.toContain("shortened");
    expect(shown.match(/km2/g)).toHaveLength(100);
    expect(textOf((await run('console.log("x".repeat(1e5))')).published)).toHaveLength(100_001);
  });
});

describe("HTTP's values begin with a line that sums them up", () => {
  const ok = /^Response: 200 OK, GET http:\/\/127.0.0.1:\d+\/, application\/json$/;
  const missing = (name: string) =>
    new RegExp(`^${name}: Request failed with status code 404.*GET http:.*/missing`);

  test.each([
    ["got", 'import got from "got"; await got(address)', ok],
    ["axios", 'import axios from "axios"; await axios.get("/", { baseURL: address })', ok],
    ["ky", 'import ky from "ky"; await ky(address)', /^Response: 200 OK, http:/],
    ["fetch", "await fetch(address)", /^Response: 200 OK, http:/],
    [
      "undici",
      'import { request } from "undici"; const answer = await request(address); await answer.body.dump(); answer',
      /^Response: 200 OK, application/,
    ],
    [
      "node:http",
      'import { get } from "node:http"; const incoming: any = await new Promise((done) => get(address, done)); incoming.resume()',
      ok,
    ],
    ["got's error", "await got(`${address}/missing`).catch((error: unknown) => error)", missing("HTTPError")],
    [
      "axios's error",
      "await axios(`${address}/missing`).catch((error: unknown) => error)",
      missing("AxiosError"),
    ],
    [
      "ky's error",
      "await ky(`${address}/missing`, { retry: 0 }).catch((error: unknown) => error)",
      missing("HTTPError"),
    ],
  ])("%s", async (_what, code, line) => {
    const shown = String(resultOf(await run(code)));
    expect(shown.split("\n")[0]).toMatch(line);
    expect(shown.length).toBeLessThan(1500);
    const printed = textOf(
      (await run(code.replace(/(await [^;]*|\w+|incoming.resume\(\))$/, "console.log($1)"))).published,
    );
    expect(printed.split("\n")[0]).toMatch(line);
    expect(printed.length).toBeLessThan(1500);
  });

  test("also in lists, and an error that is thrown names its request", async () => {
    const list = String(
      resultOf(await run("await Promise.allSettled([got(address), axios(`${address}/missing`)])")),
    );
    expect(list).toMatch(
      /value: Response: 200 OK, GET http.*\n.*\n.*\n.*\n.*reason: AxiosError: .*\/missing/,
    );
    expect(list.length).toBeLessThan(1000);
    const kept = await run(
      'Object.freeze([new Map([["a", await got(address)]]), new Error("wrapped", { cause: await axios(`${address}/missing`).catch((e) => e) })])',
    );
    expect(resultOf(kept)).toMatch(
      /'a' => Response: 200 OK[^]*Error: wrapped\n.*cell-\d[^]*\[cause\]: AxiosError: .*\/missing/,
    );
    expect(String(resultOf(kept)).length).toBeLessThan(1000);
    expect((await kernel.execute("throw await fetch(`${address}/missing`)")).reply.evalue).toMatch(
      /^Response: 404 Not Found/,
    );
    expect(tracebackOf((await kernel.execute("await axios(`${address}/missing`)")).reply)).toMatch(
      /^AxiosError: .*404\n {2}GET http.*\/missing$/m,
    );
  });
});
