import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { listenToBlockingCalls } from "virtual-time";
import { displaySymbol, setLanguage } from "@async-lab/notebook";
import {
  DeadlockError,
  fetchSync,
  RunError,
  runNode,
  runPython,
  runWorker,
  waitFor,
  workerFile,
} from "./index.js";

beforeAll(() => setLanguage("en"));

const alreadyRunning = `
import asyncio
async def cell():
    asyncio.get_running_loop().run_until_complete(asyncio.sleep(0))
asyncio.run(cell())
`;

describe("runPython", () => {
  test("tells what was printed", async () => {
    const result = await runPython("print('mañana')");
    expect(result).toMatchObject({ output: expect.stringMatching(/^mañana\r?\n$/) as string, exitCode: 0 });
    expect(String(result)).toBe("mañana\n(Python ended well)");
    expect(result[displaySymbol]()).toEqual({ "text/plain": String(result) });
  });

  test("tells an error, and does not throw it", async () => {
    const result = await runPython(alreadyRunning);
    expect(result).toMatchObject({ exitCode: 1, stopped: false });
    expect(result.errors).toContain("RuntimeError: This event loop is already running");
  });

  test("stops at the time limit", async () => {
    const result = await runPython("import time; time.sleep(60)", { seconds: 0.3 });
    expect(result).toMatchObject({ exitCode: undefined, stopped: true });
    expect(String(result)).toMatch(/after 0.3 s/);
  });

  test("refuses a time limit that is none", async () => {
    await expect(runPython("", { seconds: 0 })).rejects.toThrow(RunError);
  });
});

describe("runNode", () => {
  const code = "const page = await Promise.resolve(200); console.log(page);";

  test("await at the top of a CommonJS file is a syntax error", async () => {
    const result = await runNode(code, { type: "commonjs" });
    expect(result.exitCode).toBe(1);
    expect(result.errors).toContain("SyntaxError: await is only valid in async functions");
  });

  test("and runs in a module", async () => {
    expect(await runNode(code)).toMatchObject({ output: "200\n", exitCode: 0 });
  });
});

describe("runWorker", () => {
  test("ends a thread that waits for itself, with what it had printed", async () => {
    const result = await runWorker(
      "console.log('waiting'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);",
      { seconds: 0.2 },
    );
    expect(result).toMatchObject({ output: "waiting\n", stopped: true, exitCode: undefined });
  });

  test("tells what was printed, and an error", async () => {
    expect(await runWorker("console.log(1)")).toMatchObject({ output: "1\n", exitCode: 0, stopped: false });
    const failed = await runWorker("throw new TypeError('no such page')");
    expect(failed.exitCode).toBe(1);
    expect(String(failed)).toContain("TypeError: no such page");
  });
});

describe("fetchSync", () => {
  // A thread of its own, since this one stands still meanwhile.
  let server: Worker;
  let base = "";

  beforeAll(async () => {
    server = new Worker(
      `const { createServer } = require("node:http"); const { parentPort } = require("node:worker_threads");
       const server = createServer((request, response) => {
         response.statusCode = request.url === "/missing" ? 404 : 200;
         response.end("page " + request.url);
       }).listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));`,
      { eval: true },
    );
    const [port] = (await once(server, "message")) as [number];
    base = `http://127.0.0.1:${port}`;
  });

  afterAll(() => server.terminate());

  test("gives back the page, and nothing else runs meanwhile", () => {
    let ran = false;
    setImmediate(() => (ran = true));
    expect(fetchSync(`${base}/a`)).toBe("page /a");
    expect(ran).toBe(false);
  });

  test("throws for a page that is not there, and for a server that is not", async () => {
    expect(() => fetchSync(`${base}/missing`)).toThrow(/fetchSync\(.*\/missing\): the server answered 404/);
    const gone = createServer().listen(0, "127.0.0.1");
    await once(gone, "listening");
    const { port } = gone.address() as AddressInfo;
    await new Promise((done) => gone.close(done));
    expect(() => fetchSync(`http://127.0.0.1:${port}/`)).toThrow(/ECONNREFUSED/);
  });
});

test("whoever listens is told before anything blocks, and may throw in its place", () => {
  const asked: string[] = [];
  const remove = listenToBlockingCalls((call) => {
    asked.push(call);
    throw new Error(`not ${call}`);
  });
  try {
    expect(() => fetchSync("no such place")).toThrow("not fetchSync");
    expect(() => waitFor(Promise.reject(new Error("nobody's surprise")))).toThrow("not waitFor");
  } finally {
    remove();
  }
  expect(asked).toEqual(["fetchSync", "waitFor"]);
  expect(() => waitFor(Promise.resolve(), 0.01)).toThrow(DeadlockError);
});

test("waitFor blocks the loop, so that even a timer of 0 ms does not run, and gives up", async () => {
  let ran = false;
  const timer = new Promise<void>((resolve) => setTimeout(resolve, 0)).then(() => (ran = true));
  expect(() => waitFor(timer, 0.1)).toThrow(DeadlockError);
  expect(ran).toBe(false);
  await timer;
});

describe("workerFile", () => {
  const before = process.env["ASYNC_LAB_STATE"];
  let state = "";

  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), "async-lab-processes-"));
    process.env["ASYNC_LAB_STATE"] = state;
  });

  afterAll(async () => {
    if (before === undefined) delete process.env["ASYNC_LAB_STATE"];
    else process.env["ASYNC_LAB_STATE"] = before;
    await rm(state, { recursive: true, force: true });
  });

  test("writes a function as a module's default export", async () => {
    const file = workerFile(function double(n: number) {
      return 2 * n;
    });
    expect(await readFile(file, "utf8")).toMatch(/^export default function double/);
    const module = (await import(file)) as { default: (n: number) => number };
    expect(module.default(21)).toBe(42);
    expect(workerFile((n: number) => n)).not.toBe(file);
  });

  test("refuses what cannot stand by itself", () => {
    const { method } = {
      method() {
        return 1;
      },
    };
    expect(() => workerFile(method)).toThrow("workerFile: method cannot be written as a file");
    expect(() => workerFile(Math.sqrt)).toThrow(RunError);
    setLanguage("es");
    onTestFinished(() => setLanguage("en"));
    expect(() => workerFile(method)).toThrow("workerFile: method no se puede escribir como archivo");
  });
});
