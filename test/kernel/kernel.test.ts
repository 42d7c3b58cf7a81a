import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { version as typescriptVersion } from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Kernel, resultOf, textOf, tracebackOf } from "./kernel.js";

let kernel: Kernel;
let server: Server;
let address: string;

beforeAll(async () => {
  kernel = await Kernel.start();
  server = createServer((request, response) => {
    response.statusCode = request.url === "/missing" ? 404 : 200;
    response.end(JSON.stringify({ hello: "world" }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await kernel[Symbol.asyncDispose]();
  server.closeAllConnections();
  server.close();
});

const run = (code: string) => kernel.run(code);

describe("modules, from a folder that has none", () => {
  test.each([
    [
      'import got, { HTTPError } from "got"; const options: import("got").OptionsInit = {}; typeof got.extend',
      "function",
    ],
    [
      'import { Agent, request } from "undici"; const agent: Agent = new Agent(); await agent.close(); typeof request',
      "function",
    ],
    ['import Bottleneck from "bottleneck"; new Bottleneck({ maxConcurrent: 2 }).counts().RUNNING', "0"],
    [
      'import pMap from "p-map"; (await pMap([1, 2], async (n) => n * 2, { concurrency: 1 })).at(-1)!.toFixed(1)',
      "4.0",
    ],
    ['import Fastify from "fastify"; const app = Fastify(); app.server.listening', "false"],
    ['import { compile, type TopLevelSpec } from "vega-lite"; typeof compile', "function"],
    ['const vl = await import("vega-lite"); typeof vl.compile', "function"],
    ['const undici = await import("undici"); typeof undici.fetch', "function"],
    ['const bottleneck = await import("bottleneck"); typeof bottleneck.default', "function"],
    ['import * as vega from "vega"; typeof vega.View', "function"],
    ['const { practiceApi } = await import("async-lab"); typeof practiceApi', "function"],
    ['import { language } from "async-lab"; language()', "en"],
    ['import { readFileSync } from "node:fs"; typeof readFileSync', "function"],
    ['const { setTimeout: sleep } = await import("node:timers/promises"); await sleep(1, "slept")', "slept"],
  ])("%s", async (code, result) => {
    expect(resultOf(await run(code))).toBe(result);
  });

  test("a name imported in one cell keeps its type in the next", async () => {
    await run('const vegaLite = await import("vega-lite")');
    const { reply } = await kernel.execute("vegaLite.kompile({})");
    expect(reply.evalue).toMatch(/Property 'kompile' does not exist .*TS2551/);
  });

  test("a module that is nowhere is named, with the way to bring it", async () => {
    const { reply } = await kernel.execute('import nothing from "no-such-module";');
    expect(reply).toMatchObject({ status: "error", ename: "TypeScriptError" });
    expect(reply.evalue).toContain("'no-such-module'");
    expect(tracebackOf(reply)).toContain("npm install no-such-module");
  });

  test("a module that was installed after it was missed is found", async () => {
    const folder = await mkdtemp(join(tmpdir(), "async-lab-late-"));
    const late = await Kernel.start({ folder });
    try {
      const code = 'import { late } from "installed-later"; late';
      expect((await late.execute(code)).reply.evalue).toContain("TS2307");
      const own = join(folder, "node_modules", "installed-later");
      await mkdir(own, { recursive: true });
      await writeFile(
        join(own, "package.json"),
        '{"name":"installed-later","main":"index.js","types":"index.d.ts"}',
      );
      await writeFile(join(own, "index.js"), "exports.late = 7;");
      await writeFile(join(own, "index.d.ts"), "export declare const late: number;");
      expect(resultOf(await late.execute(code))).toBe("7");
    } finally {
      await late[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    }
  });

  test("a notebook's own package comes before the course's", async () => {
    const folder = await mkdtemp(join(tmpdir(), "async-lab-own-"));
    const own = join(folder, "node_modules", "got");
    await mkdir(own, { recursive: true });
    await writeFile(
      join(own, "package.json"),
      '{"name":"got","version":"0.0.1","main":"index.js","types":"index.d.ts"}',
    );
    await writeFile(join(own, "index.js"), 'exports.whose = "the notebook\'s";');
    await writeFile(join(own, "index.d.ts"), "export declare const whose: string;");
    const beside = await Kernel.start({ folder });
    try {
      const execution = await beside.execute('import { whose } from "got"; whose');
      expect(resultOf(execution)).toBe("the notebook's");
      expect(resultOf(await beside.execute('(await import("got")).whose'))).toBe("the notebook's");
    } finally {
      await beside[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    }
  });
});

describe("await", () => {
  test.each([
    ["await (await fetch(ADDRESS)).text()", '{"hello":"world"}'],
    ["for await (const n of [1, Promise.resolve(2)]) console.log(n)", undefined],
    ["const three = await new Promise<number>((done) => setTimeout(done, 5, 3)); three", "3"],
    ["await Promise.all([1, Promise.resolve(2)])", "[ 1, 2 ]"],
    ["if (await Promise.resolve(true)) { await 1 }", undefined],
    ["const later = async () => { for await (const n of [1]) return n }; await later()", "1"],
    ["await Array.fromAsync((async function* () { yield* [1, 2] })())", "[ 1, 2 ]"],
    ["const { promise, resolve } = Promise.withResolvers<string>(); resolve('now'); await promise", "now"],
  ])("%s", async (code, result) => {
    const execution = await run(code.replace("ADDRESS", JSON.stringify(address)));
    if (result === undefined) expect(execution.reply.status).toBe("ok");
    else expect(resultOf(execution)).toBe(result);
  });

  test("`await (…)` of a type that the cell does not import", async () => {
    await run('import { practiceApi } from "async-lab";');
    const type = 'Awaited<ReturnType<Awaited<ReturnType<typeof practiceApi>>["observed"]>>';
    await run(`const seen = await (async () => ({ requests: 7 }) as ${type})();`);
    expect(resultOf(await run("seen.requests.toFixed(1)"))).toBe("7.0");
  });

  test("an earlier cell's variable can be shorthand, shadowed and assigned", async () => {
    await run("let city = 'Quito'; const country = 'EC';");
    expect(resultOf(await run("({ city, country })"))).toBe("{ city: 'Quito', country: 'EC' }");
    expect(resultOf(await run("((city: string) => ({ city }))('Lima')"))).toBe("{ city: 'Lima' }");
    await run("city = 'Cuenca'; const country = 593;");
    expect(resultOf(await run("`${city} ${country.toFixed(0)}`"))).toBe("Cuenca 593");
  });
});

test("an empty list takes its type from what is pushed, and types may be left out", async () => {
  const code =
    "const pages = []; for (const n of [1, 2]) pages.push({ n });\nconst twice = (n) => 2 * n;\npages.map(({ n }) => twice(n))";
  expect(resultOf(await run(code))).toBe("[ 2, 4 ]");
  expect(
    (await kernel.execute("const names = []; names.push('a'); names[0].toFixed()")).reply.evalue,
  ).toMatch(/toFixed/);
});

describe("variables between cells", () => {
  test("a function and later cells reach one and the same variable", async () => {
    await run("let failures = 0; const fail = () => { failures++; return failures; };");
    await run("fail(); fail();");
    expect(resultOf(await run("failures"))).toBe("2");
    expect(resultOf(await run("failures = 10; fail()"))).toBe("11");
    expect(resultOf(await run("failures += 1; [failures, fail()]"))).toBe("[ 12, 13 ]");
    await run("let [first, { second }] = [1, { second: 2 }]; const sum = () => first + second;");
    expect(resultOf(await run("first = 40; sum()"))).toBe("42");
  });

  test("a name that is declared anew leaves the earlier cell's functions what they had", async () => {
    await run("let level = 1; const levelOf = () => level;");
    await run("let level = 'high';");
    expect(resultOf(await run("[level.toUpperCase(), levelOf()]"))).toBe("[ 'HIGH', 1 ]");
  });

  test("a background task's changes are seen", async () => {
    await run("let ticks = 0; setTimeout(() => { ticks = 7; }, 30);");
    expect(resultOf(await run("await new Promise((done) => setTimeout(done, 60)); ticks"))).toBe("7");
  });

  test("what a cell declared before it failed is kept", async () => {
    const code =
      "const before = 5; let reached = 1; function twice(n: number) { return 2 * n; }\nthrow new Error('stop');";
    expect((await kernel.execute(code)).reply.evalue).toBe("stop");
    expect(resultOf(await run("reached = 2; twice(before) + reached"))).toBe("12");
  });

  test("`export` before a declaration is allowed, and means nothing", async () => {
    await run("export const exported = 4; export function plus(n: number) { return exported + n; }");
    expect(resultOf(await run("plus(1)"))).toBe("5");
  });
});

describe("errors", () => {
  test("a type error names the line and the cause before anything runs", async () => {
    const { reply, published } = await kernel.execute('console.log("ran");\nconst count: number = "five";');
    expect(reply).toMatchObject({ status: "error", ename: "TypeScriptError" });
    expect(reply.evalue).toBe("Type 'string' is not assignable to type 'number'. (TS2322)");
    expect(tracebackOf(reply)).toMatch(/line 2\n {2}1 \| console.*\n> 2 \| const count.*\n {12}\^{5}/);
    expect(textOf(published)).toBe("");
  });

  test("of a call that fits no overload it says which option is wrong", async () => {
    await run('import got from "got"');
    const { reply } = await kernel.execute("await got('http://x', { retry: { limt: 2 } })");
    expect(reply.evalue).toMatch(/'limt' does not exist .* Did you mean to write 'limit'\? \(TS2561\)/);
    expect(reply.evalue).not.toContain("No overload");
  });

  test("a name of a cell that did not compile leads back to that cell", async () => {
    const { reply } = await kernel.execute("function notYet() { const n: number = 'one'; return n; }");
    const { reply: next } = await kernel.execute("notYet()");
    expect(next.evalue).toContain(`cell ${String(reply.execution_count)}, which declares it, has a mistake`);
    await run("function notYet() { return 1; }");
    expect(resultOf(await run("notYet()"))).toBe("1");
  });

  test("in a Spanish notebook TypeScript speaks Spanish", async () => {
    const spanish = await Kernel.start({ env: { ASYNC_LAB_LANGUAGE: "es" } });
    try {
      const { reply } = await spanish.execute('\nconst count: number = "five";');
      expect(reply.evalue).toMatch(/El tipo 'string' no se puede asignar/);
      expect(tracebackOf(reply)).toContain("celda 1, línea 2");
    } finally {
      await spanish[Symbol.asyncDispose]();
    }
  });

  test("a runtime error shows the learner's own lines as written, and nothing of the kernel", async () => {
    const code = [
      "interface Page { name: string }",
      "// a comment",
      "",
      "function nameOf(page: any): string {",
      "  return page.country.name;",
      "}",
      "nameOf({});",
    ].join("\n");
    const { reply, published } = await kernel.execute(code);
    const traceback = tracebackOf(reply);
    expect(reply).toMatchObject({ ename: "TypeError", evalue: expect.stringContaining("'name'") as string });
    expect(published.find(({ type }) => type === "error")?.content.ename).toBe("TypeError");
    expect(traceback).toMatch(/line 5, in nameOf\n[^]*> 5 \| {3}return page\.country\.name;\n.*\^/);
    expect(traceback).toMatch(/line 7\n/);
    expect(traceback).not.toMatch(/dist|node:|tslab|session|__/);
  });

  test("names no function after the wrapping of a cell", async () => {
    await kernel.execute("const runNow = async (run: () => unknown, _options: object) => await run();");
    const { reply } = await kernel.execute(
      'await runNow(async () => { await null; throw new Error("no"); }, { total: 1 });',
    );
    expect(tracebackOf(reply)).toMatch(/Error: no\ncell \d+, line 1\n/);
  });

  test("an error that is only printed shows no frames of the kernel either", async () => {
    const { published } = await run(
      "function make() { return new Error('printed'); }\nconsole.error(make());",
    );
    expect(textOf(published, "stderr")).toMatch(
      /^Error: printed\n {4}at make \(cell-\d+\.ts:1:\d+\)\n {4}at cell-\d+\.ts:2:\d+\n$/,
    );
  });

  test("a library's error names the line of the cell, folds the library, and tells the request", async () => {
    await run('import got from "got"');
    const { reply } = await kernel.execute(
      `const first = 1;\n\nconst page = await got("${address}/missing");`,
    );
    expect(reply.evalue).toMatch(/404 \(Not Found\): GET http:/);
    expect(tracebackOf(reply)).toMatch(/line 3\n[^]*\d+ frames? of got/);
    expect(tracebackOf(reply)).not.toContain("node_modules");
  });

  test("causes and collected errors are shown", async () => {
    const { reply } = await kernel.execute('throw new Error("outer", { cause: new RangeError("inner") })');
    expect(tracebackOf(reply)).toMatch(/Error: outer[^]*caused by:\n {2}RangeError: inner/);
    const collected = await kernel.execute('await Promise.any([Promise.reject(new Error("one"))])');
    expect(tracebackOf(collected.reply)).toMatch(/AggregateError[^]*Error: one/);
  });

  test.each([
    ["throw 'a text'", "'a text'"],
    ["throw undefined", "undefined"],
    ["throw { code: 7 }", "{ code: 7 }"],
  ])("%s is told as what it is", async (code, evalue) => {
    expect((await kernel.execute(code)).reply).toMatchObject({ status: "error", evalue });
  });

  test("process.exit() is an error, not the end", async () => {
    const { reply } = await kernel.execute("process.exit(1)");
    expect(reply.evalue).toContain("would end the kernel");
    expect(resultOf(await run("1 + 1"))).toBe("2");
  });
});

describe("stop_on_error", () => {
  const failing = 'await new Promise((done) => setTimeout(done, 50)); throw new Error("stop here")';

  test("aborts what was queued, and runs what is sent after the reply", async () => {
    const replies = await kernel.sendAll([
      { code: failing, options: { stop_on_error: true } },
      { code: "globalThis.ranAfterError = true" },
      { code: "1" },
    ]);
    expect(replies.map(({ status }) => status)).toEqual(["error", "aborted", "aborted"]);
    expect(resultOf(await run("String((globalThis as any).ranAfterError)"))).toBe("undefined");
  });

  test("aborts also behind a cell that blocked the event loop while the others came in", async () => {
    const blocking = "const end = Date.now() + 300; while (Date.now() < end); throw new Error('blocked')";
    const replies = await kernel.sendAll([{ code: blocking }, { code: "1" }, { code: "2" }]);
    expect(replies.map(({ status }) => status)).toEqual(["error", "aborted", "aborted"]);
    expect((await kernel.execute("3")).reply.status).toBe("ok");
  });

  test("runs everything where the failing cell does not ask for it", async () => {
    const replies = await kernel.sendAll([
      { code: failing, options: { stop_on_error: false } },
      { code: "1" },
    ]);
    expect(replies.map(({ status }) => status)).toEqual(["error", "ok"]);
  });
});

describe("output", () => {
  test("20 000 lines arrive, in order", async () => {
    const { published } = await run("for (let i = 0; i < 20_000; i++) console.log(i)");
    const lines = textOf(published).trimEnd().split("\n");
    expect(lines).toHaveLength(20_000);
    expect(lines.every((line, index) => line === String(index))).toBe(true);
  });

  test("10 MB arrive at once", async () => {
    const { published } = await run('console.log("x".repeat(10_000_000))');
    expect(textOf(published)).toHaveLength(10_000_001);
  });

  test("streams and displays keep their order, before the reply's idle", async () => {
    const { published } = await run(
      'import { display } from "tslab"; console.log("a"); console.error("b"); display.html("<b>c</b>"); console.log("d"); "e"',
    );
    expect(published.map(({ type, content }) => `${type}:${content.name ?? ""}`)).toEqual([
      "execute_input:",
      "stream:stdout",
      "stream:stderr",
      "display_data:",
      "stream:stdout",
      "execute_result:",
    ]);
  });

  test("what a background task writes, draws and throws stays under its cell", async () => {
    const starter = await kernel.execute(
      'import { display } from "tslab"; import { setTimeout as sleep } from "node:timers/promises";\n' +
        'setTimeout(() => { console.log("from a timer"); display.text("drawn"); }, 100);\n' +
        'void sleep(150).then(() => { throw new Error("nobody catches me"); });\n' +
        'setTimeout(() => { throw new Error("thrown in a timer"); }, 200);',
    );
    const other = await run('console.log("another cell")');
    const early = [...starter.published, ...other.published].filter(
      ({ type, content }) =>
        !type.startsWith("execute_") && content.name !== "stderr" && content.text !== "another cell\n",
    );
    const published = [...early, ...(await kernel.later('"evalue": "nobody catches me"'))];
    expect(published.map(({ parent }) => parent)).toEqual(published.map(() => starter.id));
    expect(
      published.map(({ content }) => content.text ?? content.evalue ?? content.data?.["text/plain"]),
    ).toEqual(["from a timer\n", "drawn", "thrown in a timer", "nobody catches me"]);
    expect(resultOf(await run("1 + 1"))).toBe("2");
  });

  test("a rejection is reported with its cell's end, unless somebody has handled it by then", async () => {
    const nobody = await run("Promise.reject(new Error('nobody')); 1");
    expect(
      nobody.published.filter(({ type }) => type === "error").map(({ content }) => content.evalue),
    ).toEqual(["nobody"]);
    const late = await run(
      "const early = Promise.reject(new Error('early'));\n" +
        "await new Promise((done) => setTimeout(done, 100));\n" +
        "await early.catch((error: Error) => error.message)",
    );
    expect(resultOf(late)).toBe("early");
    expect(late.published.map(({ type }) => type)).toEqual(["execute_input", "execute_result"]);
  });

  test("a request's answer handled later stays under its cell", async () => {
    const starter = await kernel.execute(
      `import { get } from "node:http"; get("${address}", (response) => response.resume().on("end", () => console.log("answered")));`,
    );
    const during = textOf(starter.published).includes("answered")
      ? starter.published
      : await kernel.later("answered");
    const [answered] = during.filter(({ type }) => type === "stream");
    expect(answered?.parent).toBe(starter.id);
  });
});

describe("displays", () => {
  test("a value that knows its display is asked for it, also when it takes time", async () => {
    const { published } = await run(
      '({ [Symbol.for("Jupyter.display")]: async () => ({ "text/html": "<i>x</i>", "text/plain": "x" }) })',
    );
    expect(published.at(-1)?.content.data).toEqual({ "text/html": "<i>x</i>", "text/plain": "x" });
  });

  test("a timer is one line, not its insides", async () => {
    const timer = await run("setTimeout(() => undefined, 20)");
    expect(resultOf(timer)).toBe("Timeout (20 ms)");
  });

  test("tslab's newDisplay draws and redraws under one id", async () => {
    const { published } = await run(
      'import { newDisplay } from "tslab"; const bar = newDisplay(); bar.text("half"); bar.text("whole");',
    );
    const shown = published.filter(({ type }) => type.endsWith("display_data"));
    expect(shown.map(({ type }) => type)).toEqual(["display_data", "update_display_data"]);
    expect(new Set(shown.map(({ content }) => content.transient?.display_id)).size).toBe(1);
  });
});

describe("protocol", () => {
  test("kernel_info tells the true versions", async () => {
    const info = await kernel.request("kernel_info_request");
    expect(info).toMatchObject({ status: "ok", implementation: "tslab", protocol_version: "5.3" });
    expect(info["language_info"]).toMatchObject({
      name: "typescript",
      version: typescriptVersion,
      file_extension: ".ts",
    });
  });

  test("completion knows got's options and earlier names, and counts an emoji as one character", async () => {
    await run('import got from "got"; const timeoutInSeconds = 2;');
    const inOptions = 'await got("http://x", { thro })';
    const options = await kernel.request("complete_request", {
      code: inOptions,
      cursor_pos: inOptions.length - 3,
    });
    expect(options["matches"]).toContain("throwHttpErrors");
    const code = 'const face = "🙂"; timeoutIn';
    const names = await kernel.request("complete_request", { code, cursor_pos: Array.from(code).length });
    expect(names["matches"]).toContain("timeoutInSeconds");
    expect([names["cursor_start"], names["cursor_end"]]).toEqual([18, 27]);
  });

  test("inspection gives the signature and its documentation", async () => {
    await run('import got from "got"');
    const reply = await kernel.request("inspect_request", {
      code: "got.extend",
      cursor_pos: 7,
      detail_level: 0,
    });
    expect(reply).toMatchObject({ status: "ok", found: true });
    expect((reply["data"] as Record<string, string>)["text/markdown"]).toContain("```typescript");
  });

  test.each([
    ["const a = 1", "complete"],
    ["const f = () => {", "incomplete"],
    ["const text = `open", "incomplete"],
    ["/* open", "incomplete"],
    ["const = ;", "invalid"],
  ])("%s is %s", async (code, status) => {
    expect((await kernel.request("is_complete_request", { code })).status).toBe(status);
  });

  test("silent cells show nothing and do not count", async () => {
    const { reply: before } = await run("0");
    const silent = await kernel.execute('console.log("hush"); 5', { silent: true });
    expect(silent.published).toEqual([]);
    const { reply: after } = await run("1");
    expect(after.execution_count).toBe((before.execution_count ?? 0) + 1);
  });

  test("user expressions are evaluated after the cell", async () => {
    const { reply } = await kernel.execute("const six = 6", {
      user_expressions: { seven: "six + 1", bad: "nope" },
    });
    expect(reply["user_expressions"]).toMatchObject({
      seven: { status: "ok", data: { "text/plain": "7" } },
      bad: { status: "error" },
    });
  });

  test("messages that are malformed or signed with another key are refused, and the kernel lives", async () => {
    await kernel.sendRaw({ frames: ["nonsense"] });
    await kernel.sendRaw({ frames: ["<IDS|MSG>", "bad", "{", "}", "{}", "{}"] });
    await kernel.sendRaw({ key: "another key", code: "globalThis.intruder = true" });
    expect(resultOf(await run("String((globalThis as any).intruder)"))).toBe("undefined");
  });
});
