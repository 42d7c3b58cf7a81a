import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeLesson } from "../testing/lesson.js";
import { hashCode, keyOf, RunCache } from "./cache.js";
import { type LessonRun, planRuns } from "./plan-runs.js";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "async-lab-cache-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const runOf = (source: string, name = "05-two-clients"): LessonRun => {
  const [run] = planRuns(makeLesson(name, [[source]]));
  return run ?? expect.fail("no run");
};

const executed = { ran: { machine: "a machine", date: "2026-01-01" }, outputs: { "cell-0": [] } };

test("a run is found again while neither its cells nor the code have changed", () => {
  const cache = new RunCache(folder, "code");
  expect(cache.read(runOf("1;"))).toBeUndefined();
  cache.write(runOf("1;"), executed);
  expect(cache.read(runOf("1;"))).toEqual(executed);
  expect(cache.read(runOf("2;"))).toBeUndefined();
  expect(new RunCache(folder, "other code").read(runOf("1;"))).toBeUndefined();
  expect(readdirSync(folder)).toEqual(["en-05-two-clients.real.json"]);
});

test("what somebody cut short is no run", () => {
  const cache = new RunCache(folder, "code");
  cache.write(runOf("1;"), executed);
  writeFileSync(join(folder, "en-05-two-clients.real.json"), '{"key":"');
  expect(cache.read(runOf("1;"))).toBeUndefined();
});

test("the key tells the clock apart", () => {
  expect(keyOf(runOf("1;"), "code")).not.toBe(keyOf(runOf("1;", "01-one-by-one"), "code"));
});

test("the hash of the code changes with what runs, and not with what does not", () => {
  mkdirSync(join(folder, "lib", "dist"), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write("lib/dist/record.js", "1");
  const before = hashCode(folder);
  write("lib/dist/.tsbuildinfo", "2");
  write("README.md", "2");
  expect(hashCode(folder)).toBe(before);
  write("lib/dist/record.js", "2");
  expect(hashCode(folder)).not.toBe(before);
});
