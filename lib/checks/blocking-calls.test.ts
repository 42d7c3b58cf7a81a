import { execFileSync } from "node:child_process";
import { createHash, pbkdf2Sync } from "node:crypto";
import fs, { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { fetchSync, waitFor } from "../processes/index.js";
import { BlockingCallError, BlockingCalls } from "./blocking-calls.js";

const flag = () => new Int32Array(new SharedArrayBuffer(4));

describe("calls that wait", () => {
  test.each([
    ["fetchSync", () => fetchSync("http://127.0.0.1:9/")],
    ["waitFor", () => waitFor(new Promise(() => undefined))],
    ["execFileSync", () => execFileSync(process.execPath, ["-e", "for (;;);"])],
    ["Atomics.wait", () => Atomics.wait(flag(), 0, 0)],
  ])("%s is not made, and noted although it is caught", async (name, call) => {
    using calls = new BlockingCalls();
    await calls.run(async () => {
      await Promise.resolve();
      expect(call).toThrow(BlockingCallError);
    });
    expect(calls.refused).toEqual([name]);
    expect(calls.made).toEqual([]);
  });
});

test("calls that work are made, and noted where the function makes them", async () => {
  using calls = new BlockingCalls();
  gzipSync("somebody else's");
  await calls.run(async () => {
    await Promise.resolve();
    pbkdf2Sync("password", "salt", 1, 32, "sha256");
    createHash("sha256").update(fs.readFileSync(import.meta.filename));
  });
  expect(calls.made).toEqual(["pbkdf2Sync", "readFileSync"]);
});

test("modules that Node loads for the function do not count", () => {
  const require = createRequire(import.meta.url);
  const file = require.resolve("world-countries/package.json");
  Reflect.deleteProperty(require.cache, file);
  using calls = new BlockingCalls();
  expect(calls.run(() => require(file) as object)).toHaveProperty("name");
  expect(calls.made).toEqual([]);
});

test("afterwards all is as it was, but for references that were kept before: they tell, too", () => {
  const { existsSync } = fs;
  {
    using calls = new BlockingCalls();
    calls.run(() => existsSync("/"));
    expect(calls.made).toEqual(["existsSync"]);
    expect(fs.realpathSync.native("/")).toBe("/");
  }
  expect(readFileSync(import.meta.filename)).toEqual(fs.readFileSync(import.meta.filename));
  expect(Atomics.wait(flag(), 0, 0, 1)).toBe("timed-out");
});
