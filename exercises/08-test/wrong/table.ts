/** Tests that differ from a right one in what they look at, by name: each lets a wrong `retry` pass, or fails a right one. */
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answers } from "async-lab";
import type { Retry } from "../retries.js";

/** What a test does with the two runs of `retry`: one with a task that fails twice, one with a task that always fails. */
interface Looks {
  /** What `retry` is given to wait with, after the wait was written down. */
  readonly wait: (ms: number) => Promise<unknown>;
  readonly result: ((running: Promise<string>) => unknown) | "not run";
  readonly failure: ((running: Promise<string>) => unknown) | "not run";
  readonly calls: (count: number) => void;
  readonly waits: (ms: readonly number[]) => void;
}

/** A right test: every promise of `retry` is looked at. */
const right: Looks = {
  wait: () => Promise.resolve(),
  result: async (running) => {
    assert.equal(await running, "ok");
  },
  failure: (running) => assert.rejects(running, /down/),
  calls: (count) => {
    assert.equal(count, 3);
  },
  waits: (ms) => {
    assert.deepEqual(ms, [1000, 2000]);
  },
};

const anything = () => undefined;

function wrong(rule: string, looks: Partial<Looks>): { rule: string; default: Answers["08-test"] } {
  const { result, failure, ...rest } = { ...right, ...looks };
  return {
    rule,
    default: async (retry) => {
      if (result !== "not run") await run(retry, { failures: 2, attempts: 5, end: result, ...rest });
      if (failure !== "not run") await run(retry, { failures: Infinity, attempts: 3, end: failure, ...rest });
    },
  };
}

interface Run extends Pick<Looks, "wait" | "calls" | "waits"> {
  /** How often the task fails before it goes well. */
  readonly failures: number;
  readonly attempts: number;
  readonly end: (running: Promise<string>) => unknown;
}

async function run(retry: Retry, { failures, attempts, end, wait, calls, waits }: Run): Promise<void> {
  let count = 0;
  const ms: number[] = [];
  const task = (): Promise<string> => {
    count += 1;
    if (count <= failures) return Promise.reject(new Error(failures === Infinity ? "down" : "busy"));
    return Promise.resolve("ok");
  };
  await end(
    retry(task, attempts, async (each) => {
      ms.push(each);
      await wait(each);
    }),
  );
  calls(count);
  waits(ms);
}

export const table = {
  // Waits for less than it was asked for, but it waits.
  "a-tenth-of-the-time": wrong("real-clock", { wait: (ms) => sleep(ms / 10) }),
  "real-clock": wrong("real-clock", { wait: (ms) => sleep(ms) }),
  // Every error is an `Error`.
  "an-error-is-an-error": wrong("missed-other-error", {
    failure: (running) => assert.rejects(running, Error),
  }),
  // That it fails is looked at, with what it fails is not.
  "any-error-will-do": wrong("missed-other-error", { failure: (running) => assert.rejects(running) }),
  "expects-no-failure": wrong("missed-swallowed-error", {
    result: "not run",
    failure: async (running) => {
      assert.equal(await running.catch(() => undefined), undefined);
    },
  }),
  "only-success": wrong("missed-extra-attempt", { failure: "not run" }),
  "only-failure": wrong("missed-call-after-success", { result: "not run" }),
  // A promise is always something.
  "any-result-will-do": wrong("missed-lost-result", {
    result: async (running) => {
      assert.ok(running instanceof Promise);
      await sleep(20);
    },
  }),
  // Calls, waits and failures are compared; what comes out is not.
  "result-not-looked-at": wrong("missed-lost-result", { result: (running) => running }),
  "result-alone": wrong("missed-extra-attempt", { calls: anything, waits: anything }),
  "no-waits": wrong("missed-no-wait", { waits: anything }),
  // How many waits there were, and not how long.
  "number-of-waits-alone": wrong("missed-fixed-gaps", {
    waits: ({ length }) => {
      assert.equal(length, 2);
    },
  }),
  "first-wait-alone": wrong("missed-fixed-gaps", {
    waits: ([first]) => {
      assert.equal(first, 1000);
    },
  }),
  "first-waits-alone": wrong("missed-last-wait", {
    waits: (ms) => {
      assert.deepEqual(ms.slice(0, 2), [1000, 2000]);
    },
  }),
  // Twice as long as the one before: of which length the first one is, is left open.
  "waits-compared-with-each-other": wrong("missed-other-unit", {
    waits: ({ length, 0: first = NaN, 1: second }) => {
      assert.equal(length, 2);
      assert.equal(second, 2 * first);
    },
  }),
  miscounted: wrong("fails-the-right-one", {
    calls: (count) => {
      assert.equal(count, 2);
    },
  }),
  // An `if` and a `throw` are an assertion, too; this one is miscounted.
  "throws-its-own-error": wrong("fails-the-right-one", {
    calls: (count) => {
      if (count !== 2) throw new Error(`${count} calls`);
    },
  }),
};
