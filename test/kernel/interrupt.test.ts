import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Kernel, resultOf, textOf, tracebackOf } from "./kernel.js";

let kernel: Kernel;
let slowServer: Server;
let address: string;

beforeAll(async () => {
  kernel = await Kernel.start();
  await kernel.execute(
    'import { display } from "tslab"; let kept = 41; const go = () => display.text("running");',
  );
  slowServer = createServer((request, response) => {
    const timer = setTimeout(() => response.end("late"), 3000);
    request.once("close", () => clearTimeout(timer));
  }).listen(0, "127.0.0.1");
  await once(slowServer, "listening");
  address = `http://127.0.0.1:${(slowServer.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await kernel[Symbol.asyncDispose]();
  slowServer.closeAllConnections();
  slowServer.close();
});

describe("the stop button ends within two seconds, with the variables kept", () => {
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
    expect(stopped.seconds).toBeLessThan(2);
    expect(stopped.reply).toMatchObject({ status: "error", ename: "Interrupted" });
    expect(stopped.reply.evalue).toMatch(message);
    expect(tracebackOf(stopped.reply)).toContain(`line ${line}`);
    expect(resultOf(await kernel.execute("kept + 1"))).toBe("42");
  });

  test("50 pending requests, whose later output is not shown under another cell", async () => {
    const stopped = await kernel.interrupt(
      'import got from "got";\ngo();\n' +
        `await Promise.all(Array.from({ length: 50 }, () => got("${address}").then(() => console.log("abandoned"))));`,
      "running",
    );
    expect(stopped.seconds).toBeLessThan(2);
    expect(stopped.reply.ename).toBe("Interrupted");
    const next = await kernel.execute("await new Promise((done) => setTimeout(done, 3500)); 'next'");
    expect(resultOf(next)).toBe("next");
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
