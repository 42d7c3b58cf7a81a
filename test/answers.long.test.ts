// @ts-nocheck -- being moved to virtual time
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setLanguage } from "../lib/notebook/index.js";
import { practiceApi } from "../lib/practice-api/index.js";
import { judge, listKept, loadKept, type KeptOf } from "./kept-answers.js";

// The load: one thread per core that computes without a pause, beside whatever else the machine does. In CI, to fit,
// one right and one wrong answer of each exercise, twice; else all of them, twenty times.
const isCi = process.env["ASYNC_LAB_LONG"] === "ci";
const verdicts = isCi ? 2 : 20;
const timeout = verdicts * 15_000;
const before = process.env["ASYNC_LAB_STATE"];
let state = "";
let load: Worker[] = [];

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), "async-lab-answers-"));
  process.env["ASYNC_LAB_STATE"] = state;
  setLanguage("en");
  await practiceApi({ own: true });
  load = Array.from({ length: availableParallelism() }, () => new Worker("for (;;) ;", { eval: true }));
});

afterAll(async () => {
  await Promise.all(load.map((worker) => worker.terminate()));
  if (before === undefined) delete process.env["ASYNC_LAB_STATE"];
  else process.env["ASYNC_LAB_STATE"] = before;
  await rm(state, { recursive: true, force: true });
});

const { alone, together } = await listKept();
const some = (names: readonly string[]) => (isCi ? names.slice(0, 1) : names);

// One at a time: the load is the other threads, not each other.
describe.each([...alone, ...together])("$id, under load", ({ id, right, wrong }: KeptOf) => {
  test.each(some(right))("right/%s: right each time", { timeout }, async (name) => {
    const kept = await loadKept(id, `right/${name}`);
    for (let count = 0; count < verdicts; count += 1) {
      expect((await judge(id, kept)).verdict.toString()).toMatch(/^Right /);
    }
  });

  test.each(some(wrong))("wrong/%s: the same reason each time", { timeout }, async (name) => {
    const kept = await loadKept(id, `wrong/${name}`);
    for (let count = 0; count < verdicts; count += 1) {
      const { verdict } = await judge(id, kept);
      expect({ outcome: verdict.outcome, rule: verdict.rule }).toEqual({
        outcome: kept.outcome ?? "incorrect",
        rule: kept.rule,
      });
    }
  });
});
