import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Kernel, resultOf, textOf, tracebackOf } from "./kernel.js";

let kernel: Kernel;
let server: Server;
let address: string;
/** Requests that have no answer until somebody asks for `/release`. */
const pending: ServerResponse[] = [];

beforeAll(async () => {
  kernel = await Kernel.start();
  await kernel.execute(
    'import { display } from "tslab"; let kept = 41; const go = () => display.text("running");',
  );
  server = createServer((request, response) => {
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
    expect(resultOf(await kernel.execute("kept + 1"))).toBe("42");
  });

  test("50 pending requests, whose later output is not shown under another cell", async () => {
    const stopped = await kernel.interrupt(
      'import got from "got";\n' +
        `const all = Array.from({ length: 50 }, () => got("${address}").then(() => console.log("abandoned")));\n` +
        `while ((await got("${address}/pending").text()) !== "50");\ngo();\nawait Promise.all(all);`,
      "running",
    );
    expect(stopped.reply.ename).toBe("Interrupted");
    // Their answers come while another cell runs, and that one gives them time to be read.
    const next = await kernel.execute(
      `const released = await got("${address}/release").text();\n` +
        "for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);\nreleased",
    );
    expect(resultOf(next)).toBe("50");
    expect(textOf(next.published)).toBe("");
    expect(next.published.every(({ mine }) => mine)).toBe(true);
  });

  test("a loop in a timer of an earlier cell", async () => {
    const stopped = await kernel.interrupt(
      "setTimeout(() => { go(); for (;;) {} }, 50);\nawait new Promise((done) => setTimeout(done, 100_000));",
      "running",
    );
    expect(stopped.reply.ename).toBe("Interrupted");
    expect(resultOf(await kernel.execute("kept + 1"))).toBe("42");
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
