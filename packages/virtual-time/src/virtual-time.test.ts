import "./install.js";
import { exec } from "node:child_process";
import { pbkdf2, randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { gunzip, gzip } from "node:zlib";
import got from "got";
import { describe, expect, test } from "vitest";
import { BusyLoopError, endVirtualTime, realTime, VirtualTime, type Rest } from "./index.js";
import { startServer } from "./testing/loopback-server.js";

const forEver = () => new Promise<never>(() => undefined);

describe("nothing waits for ever", () => {
  test.each<[string, Rest, number, () => unknown]>([
    ["a promise that nobody resolves", "nothing-left", 0, forEver],
    ["one after a wait", "nothing-left", 500, () => sleep(500).then(forEver)],
    ["an interval that goes on", "time-limit", 60_000, () => (setInterval(() => undefined, 7000), forEver())],
    [
      "a loop without an end",
      "never-quiet",
      0,
      () => {
        for (;;);
      },
    ],
    [
      "one after a wait",
      "never-quiet",
      500,
      async () => {
        await sleep(500);
        for (;;);
      },
    ],
    [
      "a chain of promises without an end",
      "never-quiet",
      0,
      async () => {
        for (;;) await Promise.resolve();
      },
    ],
    [
      "a loop of promises that are rejected too late, where terminations are lost",
      "never-quiet",
      0,
      async () => {
        for (;;) {
          await new Promise<void>((resolve, reject) => {
            resolve();
            reject(new Error());
          });
        }
      },
    ],
    [
      "a blocked thread",
      "never-quiet",
      0,
      () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0),
    ],
    [
      "a thread that goes on",
      "never-quiet",
      0,
      async () => {
        const worker = new Worker("setInterval(() => undefined, 1000)", { eval: true });
        worker.unref();
        await forEver();
      },
    ],
  ])("%s: %s", async (_name, why, atMs, work) => {
    using time = VirtualTime.start({ turnCpuS: 0.2, standstillS: 0.5 });
    expect(await time.run(work, 60_000)).toEqual({ status: "unsettled", why, atMs });
  });

  test("a request that is never answered is nothing that could go on", async () => {
    // Not in virtual time: Node's server looks after its connections by an interval, which would go on.
    await using server = await startServer({ nowMs: 0 }, () => ({ never: true }));
    using time = VirtualTime.start();
    expect(await time.run(() => got(server.origin))).toMatchObject({ why: "nothing-left" });
  });

  test("a loop that waits for the time to pass gets an error, and is told also where that is caught", async () => {
    using time = VirtualTime.start();
    const result = await time.run(() => {
      try {
        while (Date.now() < Infinity);
      } catch (error) {
        return error;
      }
      return undefined;
    });
    expect(result).toMatchObject({ status: "fulfilled", value: expect.any(BusyLoopError) as unknown });
    expect(time.hasBusyLooped).toBe(true);
  });

  test("a loop of `setImmediate` is no promise that can never settle", async () => {
    using time = VirtualTime.start();
    let isOver = false;
    const result = await time.run(async () => {
      while (!isOver) await new Promise(setImmediate);
    });
    isOver = true;
    expect(result).toMatchObject({ why: "never-quiet" });
  });

  test("a loop of `setImmediate` that waits for a timer sees it", async () => {
    using time = VirtualTime.start();
    const result = await time.run(async () => {
      const began = Date.now();
      setTimeout(() => undefined, 3000);
      while (Date.now() < began + 3000) await new Promise(setImmediate);
    });
    expect(result).toMatchObject({ status: "fulfilled", atMs: 3000 });
  });
});

describe("the clock stands still while another works", () => {
  test.each<[string, () => Promise<unknown>]>([
    ["node:crypto", () => promisify(pbkdf2)("password", "salt", 300_000, 32, "sha256")],
    ["node:zlib", async () => promisify(gunzip)(await promisify(gzip)(randomBytes(3_000_000)))],
    ["node:fs", () => readFile(import.meta.filename)],
    ["a child process", () => promisify(exec)(`"${process.execPath}" --version`)],
    [
      "a thread",
      () =>
        once(new Worker("require('worker_threads').parentPort.postMessage(1)", { eval: true }), "message"),
    ],
  ])("%s", async (_name, work) => {
    using time = VirtualTime.start();
    const result = await time.run(async () => {
      setTimeout(() => undefined, 60_000);
      await work();
    });
    expect(result).toMatchObject({ status: "fulfilled", atMs: 0 });
  });

  test("a body that is larger than what the sockets hold", async () => {
    using time = VirtualTime.start();
    const body = "x".repeat(5_000_000);
    await using server = await startServer(time, () => ({ delayMs: 1000, body }));
    const result = await time.run(async () => {
      const response = await fetch(server.origin);
      await sleep(2000);
      return (await response.text()).length;
    });
    expect(result).toEqual({ status: "fulfilled", value: body.length, atMs: 3000 });
  });
});

describe("what is thrown", () => {
  test("at once, or later, is a rejection with its time", async () => {
    using time = VirtualTime.start();
    const reason = new Error("no");
    const thrower = () => {
      throw reason;
    };
    expect(await time.run(thrower)).toEqual({ status: "rejected", reason, atMs: 0 });
    expect(await time.run(() => sleep(70).then(thrower))).toEqual({ status: "rejected", reason, atMs: 70 });
  });

  test("in a timer's callback is an uncaught exception, and time goes on", async () => {
    using time = VirtualTime.start();
    const reason = new Error("in a timer");
    const caught: unknown[] = [];
    const own = process.listeners("uncaughtException");
    process.removeAllListeners("uncaughtException").on("uncaughtException", (error) => caught.push(error));
    try {
      const result = await time.run(async () => {
        setTimeout(() => {
          throw reason;
        }, 10);
        await sleep(20);
      });
      expect(result).toMatchObject({ status: "fulfilled", atMs: 20 });
      expect(caught).toEqual([reason]);
    } finally {
      process.removeAllListeners("uncaughtException");
      for (const listener of own) process.on("uncaughtException", listener);
    }
  });
});

test("`advance` lets so much time pass, with all that happens in it and no more", async () => {
  using time = VirtualTime.start();
  const seen: number[] = [];
  for (const ms of [1000, 2000, 2001]) setTimeout(() => seen.push(time.nowMs), ms);
  expect(await time.advance(2000)).toBeUndefined();
  expect([seen, time.nowMs, time.timers.length]).toEqual([[1000, 2000], 2000, 1]);
  await time.advance(5000);
  expect([seen, time.nowMs, time.timers.length]).toEqual([[1000, 2000, 2001], 7000, 0]);
});

test("one run at a time, and one virtual time", async () => {
  using time = VirtualTime.start();
  expect(() => VirtualTime.start()).toThrow("is on already");
  const result = await time.run(() => time.advance(5));
  expect(result).toMatchObject({
    status: "rejected",
    reason: { message: expect.stringContaining("goes on already") as unknown },
  });
});

describe("after the end", () => {
  test("real time is on, and no timer is left", async () => {
    let late = 0;
    const time = VirtualTime.start();
    await time.run(() => {
      setTimeout(() => (late += 1), 1);
      setInterval(() => (late += 1), 1);
      AbortSignal.timeout(1).addEventListener("abort", () => (late += 1));
    }, 0);
    time.end();
    expect(setTimeout(() => undefined, 0)).toBeInstanceOf(
      realTime.setTimeout(() => undefined, 0).constructor,
    );
    // A real timer that is due later has run: theirs would have, too.
    await realTime.sleep(20);
    expect(late).toBe(0);
    expect(Math.abs(Date.now() - realTime.epochMs())).toBeLessThan(1000);
  });

  test("what libraries keep in a timer that does not hold the process goes on", async () => {
    const time = VirtualTime.start();
    const { promise, resolve } = Promise.withResolvers<unknown>();
    await time.run(() => void setTimeout(resolve, 5, 0).unref(), 0);
    time.end();
    await promise;
  });

  test("whoever still waits for time to go on is told", async () => {
    const time = VirtualTime.start();
    const result = await time.run(async () => {
      await sleep(5000);
      endVirtualTime();
      await forEver();
    });
    expect(result).toEqual({ status: "unsettled", why: "ended", atMs: 5000 });
    endVirtualTime();
    time.end();
    expect(await time.run(() => "too late")).toMatchObject({ why: "ended" });
  });
});
