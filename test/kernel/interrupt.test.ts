import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Kernel, resultOf, textOf, tracebackOf } from "./kernel.js";

let kernel: Kernel;
let server: Server;
let address: string;
let counted = 0;
/** Requests that have no answer until somebody asks for `/release`. */
const pending: ServerResponse[] = [];

beforeAll(async () => {
  kernel = await Kernel.start();
  await kernel.execute(
    'import { display } from "tslab"; let kept = 41; const go = () => display.text("running");',
  );
  server = createServer((request, response) => {
    if (request.url === "/counted") return void response.end(String((counted += 1) && 1));
    if (request.url === "/pending") return void response.end(String(pending.length));
    if (request.url !== "/release") return void pending.push(response);
    const answers = pending.splice(0).filter(({ destroyed }) => !destroyed);
    void Promise.all(answers.map((answer) => new Promise<void>((sent) => answer.end("late", sent)))).then(
      () => response.end(String(answers.length)),
    );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await kernel[Symbol.asyncDispose]();
  server.closeAllConnections();
  server.close();
});

describe("the stop button ends what runs, with the variables kept", () => {
  test.each([
    ["awaiting for ever", "go();\nawait new Promise(() => undefined);", 2, /while it was waiting/],
    ["an endless loop", "go();\nwhile (true) {}", 2, /while it was computing/],
    [
      "an endless loop after an await",
      "await new Promise((done) => setTimeout(done, 20));\ngo();\nfor (;;) {}",
      3,
      /while it was computing/,
    ],
    ["a loop that writes", 'go();\nwhile (true) console.log("again");', 2, /while it was computing/],
    [
      "a loop that writes after an await",
      'await null;\ngo();\nfor (;;) console.log("x".repeat(100));',
      3,
      /while it was computing/,
    ],
    ["a loop that displays", 'go();\nfor (;;) display.html("<b>x</b>");', 2, /while it was computing/],
    [
      "an immediate with another one before it",
      "setImmediate(() => 0); setImmediate(() => { go(); for (;;) {} }); await new Promise(() => 0);",
      1,
      /while it was computing/,
    ],
    [
      "immediates that take long, all in one turn",
      "for (let i = 0; i < 9; i += 1) setImmediate(() => { go(); for (;;) {} }); await new Promise(() => 0);",
      1,
      /while it was computing/,
    ],
    [
      "a loop of promises that are rejected, where terminations are lost",
      "go();\nfor (;;) { Promise.reject(new Error()).catch(() => 0); await null; }",
      2,
      /while it was computing/,
    ],
    [
      "a blocking child process that a shell has started",
      'import { execSync } from "node:child_process";\ngo();\nexecSync("sleep 300; true");',
      3,
      /while it was computing/,
    ],
    [
      "an endless loop in a function after an await",
      "async function stuck() {\n  await null;\n  go();\n  for (;;) {}\n}\nawait stuck();",
      6,
      /while it was computing/,
    ],
  ])("%s", async (_name, code, line, message) => {
    const stopped = await kernel.interrupt(code, "running");
    expect(stopped.reply).toMatchObject({ status: "error", ename: "Interrupted" });
    expect(stopped.reply.evalue).toMatch(message);
    expect(tracebackOf(stopped.reply)).toContain(`line ${line}`);
    const next = await kernel.execute("await new Promise((done) => setImmediate(done)); kept + 1");
    expect(resultOf(next)).toBe("42");
    expect(next.published.filter(({ type }) => type === "error")).toEqual([]);
  });

  test("50 pending requests, which the server sees broken off", async () => {
    const stopped = await kernel.interrupt(
      'import got from "got";\n' +
        `const all = Array.from({ length: 50 }, () => got("${address}").then(() => console.log("abandoned")));\n` +
        `while ((await got("${address}/pending").text()) !== "50");\ngo();\nawait Promise.all(all);`,
      "running",
    );
    expect(stopped.reply.ename).toBe("Interrupted");
    const next = await kernel.execute(`await got("${address}/release").text()`);
    expect(resultOf(next)).toBe("0");
    expect(textOf(next.published)).toBe("");
    expect(next.published.every(({ mine }) => mine)).toBe(true);
  });

  test.each([
    ["got, recorded", 'await record("loop", async () => { for (;;) await get(); });'],
    ["got, caught", "for (;;) try { await get(); } catch {}"],
    ["fetch, caught", `for (;;) try { await (await fetch(address + "/counted")).text(); } catch {}`],
    ["a limiter", "await Promise.all(Array.from({ length: 500 }, () => limit(get)));"],
    ["an interval", "setInterval(() => void get(), 1);\nawait new Promise(() => undefined);"],
    ["a sleep, caught", "for (;;) try { await sleep(1); await get(); } catch {}"],
  ])("requests of %s: no more of them", async (_name, loop) => {
    await kernel.execute(
      'import { record } from "async-lab"; import pLimit from "p-limit"; import got from "got";\n' +
        'import { setTimeout as sleep } from "node:timers/promises";\n' +
        `const limit = pLimit(3); const address = "${address}"; let shown = false;\n` +
        'const get = async () => { await got(address + "/counted"); if (!shown) go(); shown = true; };',
    );
    const code = loop.includes("fetch") ? `await get();\n${loop}` : loop;
    expect((await kernel.interrupt(code, "running")).reply.ename).toBe("Interrupted");
    const before = counted;
    // The limiter is free again, and another cell's requests go on.
    expect(
      resultOf(await kernel.execute("await limit(async () => (await got(address + '/counted')).body)")),
    ).toBe("1");
    expect(counted - before).toBe(1);
  });

  test.each([
    ["that waits", 'await Promise.all(Array.from({ length: 4 }, () => got(server + "/held")))'],
    ["that blocks", "for (;;) {}"],
  ])("the bar of a recording %s tells last that it was stopped", async (_name, rest) => {
    const stopped = await kernel.interrupt(
      `import { record } from "async-lab"; import got from "got"; const server = "${address}";\n` +
        'await record("nine", async () => {\n' +
        '  for (let n = 0; n < 3; n++) await got(server + "/counted");\n' +
        `  go();\n  ${rest};\n}, { total: 9 });`,
      "running",
    );
    const bar = stopped.published.findLast(({ type }) => type === "update_display_data")?.content.data;
    expect(bar?.["text/plain"]).toBe("stopped: done 3 of 9");
    expect(bar?.["text/html"]).not.toMatch(/ left|failed/);
  });

  test("an awaited child process ends, one that a variable holds does not", async () => {
    const started = await kernel.execute(
      'import { exec, spawn } from "node:child_process"; import { promisify } from "node:util";\n' +
        'const held = spawn("sleep", ["300"]);',
    );
    expect(started.reply.status).toBe("ok");
    await kernel.interrupt('const waited = promisify(exec)("sleep 300");\ngo();\nawait waited;', "running");
    const ended = await kernel.execute(
      'import { once } from "node:events";\n' +
        'waited.child.signalCode ?? (await once(waited.child, "exit"))[1]',
    );
    expect(resultOf(ended)).toBe("SIGTERM");
    expect(resultOf(await kernel.execute("[held.signalCode, held.kill()]"))).toBe("[ null, true ]");
  });

  test("code that goes on is told of", async () => {
    const stopped = await kernel.interrupt(
      'import { readFile } from "node:fs/promises";\ngo();\n' +
        'while (!(globalThis as any).enough) await readFile("/dev/null");',
      "running",
    );
    expect(textOf(stopped.published, "stderr")).toMatch(
      /^Still running after this cell: code of the stopped cell/,
    );
    await kernel.execute("(globalThis as any).enough = true;");
  });

  test("a loop in a timer of an earlier cell", async () => {
    const stopped = await kernel.interrupt(
      "setTimeout(() => { go(); for (;;) {} }, 50);\nawait new Promise((done) => setTimeout(done, 100_000));",
      "running",
    );
    expect(stopped.reply.ename).toBe("Interrupted");
    expect(resultOf(await kernel.execute("kept + 1"))).toBe("42");
  });

  test.runIf(process.platform === "linux")("code that has used up all file descriptors", async () => {
    execFileSync("prlimit", ["--pid", String(kernel.pid), "--nofile=256:"]);
    const stopped = await kernel.interrupt(
      'import { closeSync, openSync } from "node:fs";\nconst files: number[] = [];\n' +
        'try { for (;;) files.push(openSync("/dev/null", "r")); } catch { go(); }\nfor (;;) {}',
      "running",
    );
    expect(stopped.reply.ename).toBe("Interrupted");
    expect(
      (await kernel.execute("for (const file of files.splice(0)) closeSync(file);")).reply,
    ).toMatchObject({ status: "ok" });
    expect((await kernel.interrupt("go(); for (;;) {}", "running")).reply.ename).toBe("Interrupted");
  });

  test("what the cell declared before it was stopped is kept", async () => {
    await kernel.interrupt(
      "const declared = 6; let counted = 1;\ngo();\nawait new Promise(() => undefined);",
      "running",
    );
    expect(resultOf(await kernel.execute("counted += declared; counted"))).toBe("7");
  });

  test("an interrupt with nothing to interrupt changes nothing", async () => {
    expect((await kernel.request("interrupt_request", {}, true)).status).toBe("ok");
    expect(resultOf(await kernel.execute("await Promise.resolve(kept)"))).toBe("41");
  });
});
