/** What cells import from files beside the notebook, and from cells; and which names are the learner's. */
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Kernel, resultOf, textOf, tracebackOf } from "./kernel.js";

let kernel: Kernel;
let above: string;
let server: Server;
let address: string;

beforeAll(async () => {
  above = await mkdtemp(join(tmpdir(), "async-lab-modules-"));
  await mkdir(join(above, "notebooks"));
  server = createServer((_request, response) => response.end("direct")).listen(0, "127.0.0.1");
  await once(server, "listening");
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // A proxy where nobody listens: whoever asks it for this machine fails.
  const proxy = "http://127.0.0.1:9";
  const proxies = { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, ALL_PROXY: proxy, NODE_USE_ENV_PROXY: "1" };
  kernel = await Kernel.start({
    folder: join(above, "notebooks"),
    env: { ...proxies, NO_PROXY: "corp.example", no_proxy: "" },
  });
});

afterAll(async () => {
  await kernel[Symbol.asyncDispose]();
  server.close();
  await rm(above, { recursive: true });
});

/** Writes a file beside the notebook. */
async function write(name: string, text: string) {
  const file = join(above, "notebooks", name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

const run = (code: string) => kernel.run(code);

/** Runs a cell that must fail. */
async function fail(code: string) {
  const { reply } = await kernel.execute(code);
  expect(reply.status).toBe("error");
  return tracebackOf(reply);
}

describe("a file beside the notebook", () => {
  beforeAll(async () => {
    await write(
      "helper.ts",
      "export const v = 1;\nexport let count = 0;\nexport const inc = () => void count++;",
    );
    await write(
      "listens.ts",
      'import { EventEmitter } from "node:events";\nexport const e = new EventEmitter();\n' +
        'e.on("a", () => 1);\nexport const fs = import("node:fs");',
    );
    await write("plain.js", "exports.add = (a, b) => a + b;");
    await write("plain.cjs", 'exports.where = require("node:path").basename(__dirname);');
    await write("plain.mjs", 'import got from "got";\nexport const kind = typeof got;\nexport default 9;');
    await write("typed.mts", "export const m = 2;");
    await write("uses-got.ts", 'import got from "got";\nexport const kind = typeof got.extend;');
    await write(
      "one.ts",
      'import { two } from "./two";\nexport const one = 1;\nexport const sum = () => one + two;',
    );
    await write(
      "two.ts",
      'import { one } from "./one";\nexport const two = 2;\nexport const other = () => one;',
    );
    await write("types.ts", "export interface Page { n: number }\nexport enum Kind { Slow, Fast }");
    await write(
      "all.ts",
      'export { Page, Kind } from "./types";\nexport * from "./helper";\n' +
        "export default class Table {\n  constructor(private rows = 3) {}\n  get size() { return this.rows; }\n}",
    );
    await write(
      "waits.ts",
      'import { View } from "vega";\nexport const kind = await Promise.resolve(typeof View);',
    );
    await write("lib/index.ts", 'export * from "./part";\nexport { v } from "../helper";');
    await write("lib/part.ts", 'export const part = "part";');
    await write("../above.ts", 'export const above = "above";');
    await write("data.json", '{"list":[1,2],"a b":3}');
    await write(
      "reads.ts",
      'import data, { list } from "./data.json";\nimport { readFileSync } from "node:fs";\n' +
        "export const sizes = [data.list.length, list.length, readFileSync(`${__dirname}/data.json`).length, " +
        'require("./plain.js").add(1, 2)];',
    );
    await write(
      "decorated.ts",
      "const same = (v: any, _: unknown) => v;\nexport class D { @same hi() { return 7; } }",
    );
    await write("node_modules/untyped/package.json", '{"name":"untyped","main":"main.js"}');
    await write("node_modules/untyped/main.js", "exports.next = (n) => n + 1;");
  });

  test.each([
    ['import { v, count, inc } from "./helper"; inc(); [v, count]', "[ 1, 1 ]"],
    [
      'import { e, fs } from "./listens"; [e.listenerCount("a"), typeof (await fs).readFile]',
      "[ 1, 'function' ]",
    ],
    ['import { add } from "./plain.js"; add(1, 2)', "3"],
    ['import { where } from "./plain.cjs"; where', "notebooks"],
    ['import nine, { kind } from "./plain.mjs"; [nine, kind]', "[ 9, 'function' ]"],
    ['import { m } from "./typed.mjs"; m', "2"],
    ['import { v as named } from "./helper.ts"; named', "1"],
    ['import { kind as got } from "./uses-got"; got', "function"],
    ['import { sum } from "./one"; sum()', "3"],
    [
      'import Table, { Kind, v as w, type Page } from "./all"; [new Table().size, Kind.Fast, w]',
      "[ 3, 1, 1 ]",
    ],
    ['import { kind as vega } from "./waits"; vega', "function"],
    ['import { part, v as x } from "./lib"; [part, x]', "[ 'part', 1 ]"],
    ['import { above } from "../above"; above', "above"],
    ['import data, { list } from "./data.json"; [data["a b"], list.length]', "[ 3, 2 ]"],
    ['import { sizes } from "./reads"; sizes', "[ 2, 2, 22, 3 ]"],
    ['import { D } from "./decorated"; new D().hi()', "7"],
    ['import { next } from "untyped"; next(1)', "2"],
    ['const { v: required } = require("./helper"); required', "1"],
    ['const helper = await import("./helper"); helper.v', "1"],
    ['const name = "./helper"; (await import(name)).v', "1"],
    ['(await import("./data.json", { with: { type: "json" } })).default.list', "[ 1, 2 ]"],
  ])("%s", async (code, result) => {
    expect(resultOf(await run(code))).toBe(result);
  });

  test("a mistake in it is told with its name and its lines", async () => {
    await write("wrong.ts", 'export const x = 1;\nexport const n: number = "one";');
    expect(await fail('import { n } from "./wrong";')).toMatch(
      /TS2322: .*\nwrong\.ts, line 2\n.*\n> 2 \| export const n/,
    );
    await write("../wrong.ts", 'export const n: number = "one";');
    expect(await fail('import { n } from "../wrong";')).toContain(join("..", "wrong.ts, line 1"));
    await write("broken.ts", "export const a = 1;\nexport const = 2;");
    expect(await fail('import { a } from "./broken";')).toContain("broken.ts, line 2");
    expect(await fail('const computed = "./broken"; await import(computed)')).toContain("broken.ts, line 2");
    await write("open.ts", "export function f() {\n  return [1];\n\n");
    expect(await fail('import { f } from "./open";')).toMatch(
      /The `{` of line 1 is not closed\.\nopen\.ts, line 2\n/,
    );
  });

  test("an error in it names its line, and the cell's that called or imported it", async () => {
    await write(
      "throws.ts",
      '// A remark.\nexport function stop(): never {\n  throw new RangeError("far");\n}',
    );
    await run('import { stop } from "./throws";');
    const thrown = await fail("\nstop()");
    expect(thrown).toMatch(
      /RangeError: far\nthrows\.ts, line 3, in stop\n.*\n> 3 \| {3}throw.*\n.*\ncell \d+, line 2/,
    );
    await write("top.ts", "const list: string[] = [];\nexport const n = list[0]!.length;");
    const atTop = await fail('const before = 1;\nimport { n } from "./top";');
    expect(atTop).toMatch(/top\.ts, line 2\n(?:.*\n)+cell \d+, line 2\n.*\n> 2 \| import/);
  });

  test("a name that it does not export is told, also without types", async () => {
    expect(await fail('import { nothing } from "./helper";')).toContain("TS2305");
    expect(await fail('import { nothing } from "./plain.mjs";')).toContain(
      "'./plain.mjs' has no export called 'nothing'",
    );
    expect(await fail('import { nothing } from "./plain.js";')).toContain(
      "'./plain.js' has no export called 'nothing'",
    );
  });

  test("one that is not there is told without the kernel's own files", async () => {
    const text = await fail('const nowhere = "./nowhere"; await import(nowhere)');
    expect(text).toContain(`Cannot find the file './nowhere' from ${join(above, "notebooks")}`);
    expect(await fail('require("./nowhere")')).toContain("Cannot find the file './nowhere'");
  });
});

describe("a file that was edited", () => {
  test("is new where it is imported again, also by way of another, with its types", async () => {
    await write("edited.ts", "export const v = 1;");
    await write("between.ts", 'import { v } from "./edited";\nexport const twice = v * 2;');
    await run('import { v } from "./edited"; import { twice } from "./between";');
    await write("edited.ts", "export const v = 2; export const text = 'new';");
    expect(resultOf(await run('import { v, text } from "./edited"; v + text.length'))).toBe("5");
    expect(resultOf(await run('import { twice } from "./between"; twice'))).toBe("4");
    expect(resultOf(await run('[require("./edited").v, (await import("./edited")).v]'))).toBe("[ 2, 2 ]");
  });

  test("is named by the next cell that does not import it, once", async () => {
    await write("table.json", '{"rows":1}');
    await run('import table from "./table.json";');
    await write("table.json", '{"rows":2}');
    const { published } = await run("table.rows");
    expect(textOf(published, "stderr")).toContain("table.json has changed since a cell imported it");
    expect(textOf((await run("table.rows")).published, "stderr")).toBe("");
    const again = await run('import table from "./table.json"; table.rows');
    expect(resultOf(again)).toBe("2");
    await write("table.json", '{"rows":3}');
    expect(textOf((await run('import table from "./table.json"; table.rows')).published, "stderr")).toBe("");
  });

  test("by the cell that imports it is new at once, and not named later", async () => {
    await write("own.ts", "export const n = 0;");
    for (const n of [1, 2]) {
      const code = `require("node:fs").writeFileSync("own.ts", "export const n = ${n}"); [(await import("./own")).n, require("./own").n]`;
      expect(resultOf(await run(code))).toBe(`[ ${n}, ${n} ]`);
    }
    expect(textOf((await run("1 + 1")).published, "stderr")).toBe("");
  });

  test("that failed can be repaired", async () => {
    await write("repaired.ts", 'throw new Error("first");\nexport const ok = 1;');
    expect(await fail('import { ok } from "./repaired";')).toContain("repaired.ts, line 1");
    await write("repaired.ts", "export const ok = 2;");
    expect(resultOf(await run('import { ok } from "./repaired"; ok'))).toBe("2");
  });
});

test("a file that a stopped cell was loading is loaded anew", async () => {
  await write(
    "waits-forever.ts",
    'console.log("begins");\nawait new Promise(() => {});\nexport const a = 1;',
  );
  const code = 'import { a } from "./waits-forever"; a';
  for (const cell of [code, code]) {
    const { reply } = await kernel.interrupt(cell, "begins");
    expect(tracebackOf(reply)).toContain("> 1 | import { a }");
  }
  await write("waits-forever.ts", "export const a = 2;");
  expect(resultOf(await run(code))).toBe("2");
});

describe("a cell that is a module", () => {
  test("is imported by cells, files and other such cells, and again when it was run again", async () => {
    await run(
      '/** @module shared */\nimport got from "got";\nexport const kind = typeof got;\nexport const n = 1;',
    );
    await run('/** @module second */\nexport { n as again } from "./shared";');
    await write("uses-cell.ts", 'export { n as viaFile } from "./shared";');
    const code =
      'import { kind, n } from "./shared"; import { again } from "./second"; import { viaFile } from "./uses-cell"; [kind, n, again, viaFile]';
    expect(resultOf(await run(code))).toBe("[ 'function', 1, 1, 1 ]");
    await run('/** @module shared */\nexport const kind = "new";\nexport const n = 2;');
    expect(resultOf(await run(code))).toBe("[ 'new', 2, 2, 2 ]");
  });

  test("tells its mistakes and its errors with the cell's number and lines", async () => {
    expect(await fail('/** @module bad */\nexport const n: number = "one";')).toMatch(
      /cell \d+, line 2\n.*\n> 2 \| export/,
    );
    await run('/** @module bad */\nexport function stop(): never {\n  throw new Error("here");\n}');
    expect(await fail('import { stop as halt } from "./bad"; halt()')).toMatch(/cell \d+, line 3, in stop/);
  });
});

describe("names", () => {
  test.each([
    "mark",
    "keep",
    "bind",
    "kernel",
    "importModule",
    "bindListener",
    "module",
    "tsLastExpr",
    "$",
    "__dirname",
  ])("`%s` is the learner's", async (name) => {
    await run(`let ${name} = [1];`);
    expect(resultOf(await run(`${name}.push(2); ${name} = [...${name}, 3]; ${name}.length`))).toBe("3");
    await run(`1 + 1; ${name} = [];`);
    expect(resultOf(await run(name))).toBe("[]");
  });

  test.each([
    "const exports = 1",
    "function require() {}",
    'import require from "node:fs"',
    "var { exports } = { exports: 1 }",
  ])("`%s` is told that CommonJS has it", async (code) => {
    expect(await fail(code)).toMatch(
      /TS2441: The name '(?:exports|require)' is taken: a cell runs as a CommonJS module/,
    );
  });

  test("an earlier variable is found where a function has a parameter called `exports`", async () => {
    await run("const base = 3;");
    const code =
      "const f = (exports: number, require: number) => ({ base, sum: base + exports + require }); f(1, 2)";
    expect(resultOf(await run(code))).toBe("{ base: 3, sum: 6 }");
  });
});

describe("a proxy", () => {
  test.each([
    ["await (await fetch(URL)).text()"],
    ['import got from "got"; await got(URL).text()'],
    ['import axios from "axios"; (await axios.get<string>(URL)).data'],
    ['import { request } from "undici"; await (await request(URL)).body.text()'],
  ])("is not asked for this machine: %s", async (code) => {
    expect(resultOf(await run(code.replace("URL", JSON.stringify(address))))).toBe("direct");
  });

  test("is not asked for what the user had excepted either", async () => {
    const code =
      "[process.env.NO_PROXY, process.env.no_proxy].every((one) => one!.startsWith('corp.example,localhost,'))";
    expect(resultOf(await run(code))).toBe("true");
  });
});
