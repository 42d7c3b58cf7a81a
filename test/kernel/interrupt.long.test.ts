/** The stop button, pressed 200 times in each kind of loop (in CI, to fit, 3 times), at moments that a seed gives. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Kernel } from "./kernel.js";

const times = process.env["ASYNC_LAB_LONG"] === "ci" ? 3 : 200;
let kernel: Kernel;

beforeAll(async () => {
  kernel = await Kernel.start();
  await kernel.execute(
    'import { display } from "tslab"; let kept = 41; const go = () => display.text("running");',
  );
});
afterAll(() => kernel[Symbol.asyncDispose]());

test.each([
  ["computes", "go(); for (;;) {}"],
  ["prints", 'go(); for (;;) console.log("x".repeat(100));'],
  ["prints after an await", 'await null; go(); for (;;) console.log("x".repeat(100));'],
  ["writes", 'go(); for (;;) process.stderr.write("x");'],
  ["prints objects", "go(); for (let n = 0; ; n++) console.log({ n, deep: [{ n }] });"],
  ["displays", 'go(); for (;;) display.html("<b>x</b>");'],
  ["prints in promises", 'go(); for (;;) { await null; console.log("x"); }'],
  [
    "prints in turns of the event loop",
    'go(); for (;;) { await new Promise(setImmediate); console.log("x"); }',
  ],
  ["rejects promises", "go(); for (;;) { Promise.reject(new Error()).catch(() => 0); await null; }"],
  ["queues ticks", "go(); const tick = () => process.nextTick(tick); tick(); await new Promise(() => 0);"],
  [
    "blocks now and then",
    "go(); for (;;) { const end = Date.now() + 300; while (Date.now() < end); await new Promise(setImmediate); }",
  ],
  [
    "blocks a timer",
    'setInterval(() => { go(); for (;;) console.log("x"); }, 1); await new Promise(() => 0);',
  ],
  ["catches all", 'go(); for (;;) try { throw 1; } catch { console.log("x"); }'],
  ["shows its result", '({ get [Symbol.toStringTag]() { go(); for (;;) console.log("x"); } })'],
  [
    "waits for programs",
    'import { execSync } from "node:child_process"; go(); for (;;) execSync("sleep 0.01");',
  ],
])(
  "a loop that %s",
  async (_name, code) => {
    const endings = await kernel.storm(code, "running", times);
    const slowest = Math.max(...endings.map(({ seconds }) => seconds));
    console.log(`${_name}: the slowest of ${times} took ${slowest.toFixed(2)} s`);
    expect(endings.filter(({ name, kept }) => name !== "Interrupted" || kept.join() !== "41")).toEqual([]);
    expect(endings).toHaveLength(times);
  },
  1_800_000,
);
