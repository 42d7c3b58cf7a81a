import { expect, test } from "vitest";
import { closingLines } from "./closing-lines.mjs";
import { runRound } from "./run-round.mjs";

const slow = { name: "is slow", message: "AssertionError: expected 6.9 to be greater than 10" };
const wrong = { name: "is wrong", message: "AssertionError: expected 1 to be 2\nat line 1" };

function fileOf(name, { passed = [], failed = [], skipped = [] } = {}) {
  return { name, seconds: 1, passed, failed, skipped };
}

/** Stands for Vitest: answers each run with the next of the results, and keeps what it was asked for. */
function playVitest(...results) {
  const asked = [];
  const run = (args) => {
    asked.push(args);
    return Promise.resolve({ errors: [], ...results[asked.length - 1] });
  };
  return { asked, run };
}

test("nothing runs twice where nothing failed", async () => {
  const { asked, run } = playVitest({ files: [fileOf("a", { passed: ["is right"] })] });
  const results = await runRound({}, run);
  expect(asked).toEqual([[]]);
  expect(closingLines(results)).toEqual(["1 passed, 0 failed, 0 skipped"]);
});

test("what fails beside others and passes alone is told, and counts as passed", async () => {
  const { asked, run } = playVitest(
    { files: [fileOf("a", { passed: ["is right"], failed: [slow] }), fileOf("b", { passed: ["is right"] })] },
    { files: [fileOf("a", { passed: ["is right", "is slow"] })] },
  );
  const lines = closingLines(await runRound({}, run));
  expect(asked).toEqual([[], ["a", "--maxWorkers=1"]]);
  expect(lines.slice(-3)).toEqual([
    "Failed beside others, passed alone: a > is slow",
    "  AssertionError: expected 6.9 to be greater than 10",
    "3 passed, 0 failed, 0 skipped",
  ]);
});

test("what fails both times has failed", async () => {
  const { run } = playVitest(
    { files: [fileOf("a", { failed: [slow, wrong] })] },
    { files: [fileOf("a", { passed: ["is slow"], failed: [wrong] })] },
  );
  const lines = closingLines(await runRound({}, run));
  expect(lines.slice(-3)).toEqual([
    "Failed: a > is wrong",
    "  AssertionError: expected 1 to be 2\n  at line 1",
    "1 passed, 1 failed, 0 skipped",
  ]);
});

test("a test that only the second run came to must pass there", async () => {
  const hook = { name: "the suite", message: "Error: no port" };
  const { run } = playVitest(
    { files: [fileOf("a", { failed: [hook], skipped: [{ name: "is wrong" }] })] },
    { files: [fileOf("a", { failed: [wrong] })] },
  );
  const { files } = await runRound({}, run);
  expect(files[0]).toMatchObject({ failed: [wrong], unsteady: [hook], skipped: [] });
});

test("a test that passed once and fails the second time has passed", async () => {
  const { run } = playVitest(
    { files: [fileOf("a", { passed: ["is wrong"], failed: [slow] })] },
    { files: [fileOf("a", { passed: ["is slow"], failed: [wrong] })] },
  );
  const { files } = await runRound({}, run);
  expect(files[0]).toMatchObject({ passed: ["is wrong", "is slow"], failed: [], unsteady: [slow] });
});

test("more failures than a busy machine makes are not tried again", async () => {
  const files = ["a", "b", "c", "d", "e"].map((name) => fileOf(name, { failed: [wrong] }));
  const { asked, run } = playVitest({ files });
  await runRound({}, run);
  expect(asked).toHaveLength(1);
});

test("an error of the second run counts, and the first run's failures stay", async () => {
  const { run } = playVitest(
    { files: [fileOf("a", { failed: [slow] })] },
    { files: [], errors: ["Vitest ended with code 137, as told above."] },
  );
  expect(closingLines(await runRound({}, run)).slice(-4)).toEqual([
    "Failed: a > is slow",
    "  AssertionError: expected 6.9 to be greater than 10",
    "Failed: Vitest ended with code 137, as told above.",
    "0 passed, 2 failed, 0 skipped",
  ]);
});
