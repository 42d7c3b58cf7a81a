import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setLanguage } from "@async-lab/notebook";
import { judge, listFixtures, loadFixture, type FixtureNames } from "./answer-fixtures.js";

// The same verdict, with the same evidence, however often and however busy the machine is. In CI, to fit, some answers of
// each exercise, three times.
const isCi = process.env["ASYNC_LAB_LONG"] === "ci";
const verdicts = isCi ? 3 : 100;
const some = (names: readonly string[], count: number) => (isCi ? names.slice(0, count) : names);
const timeout = verdicts * 30_000;
const before = process.env["ASYNC_LAB_STATE"];
let state = "";
let spinning: ChildProcess[] = [];

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), "async-lab-answers-"));
  process.env["ASYNC_LAB_STATE"] = state;
  setLanguage("en");
  spinning = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ["-e", "for (;;) ;"], { stdio: "ignore" }),
  );
});

afterAll(async () => {
  for (const child of spinning) {
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
  if (before === undefined) delete process.env["ASYNC_LAB_STATE"];
  else process.env["ASYNC_LAB_STATE"] = before;
  await rm(state, { recursive: true, force: true });
});

describe.each(await listFixtures())(
  "$id, beside four spinning processes",
  ({ id, right, wrong }: FixtureNames) => {
    const names = [
      ...some(right, 1).map((name) => `right/${name}`),
      ...some(wrong, 3).map((name) => `wrong/${name}`),
    ];
    test.each(names)("%s: the same verdict each time", { timeout }, async (name) => {
      const judgeAnew = async (count: number) => {
        // A module of its own, as in a kernel that was restarted: some wrong answers keep what they should not.
        const verdict = JSON.stringify(await judge(id, await loadFixture(id, `${name}?${count}`)));
        // What is another one each time: ports, the names of runs and modules, and the date of a `Retry-After`.
        return verdict
          .replace(/127\.0\.0\.1:\d+/g, "server")
          .replace(/\/r\/[\w-]+/g, "/r/run")
          .replace(/\w{3}, \d{2} \w{3} \d{4} [\d:]{8} GMT/g, "date")
          .replaceAll(`.ts?${count}`, ".ts");
      };
      const first = await judgeAnew(0);
      for (let count = 1; count < verdicts; count += 1) expect(await judgeAnew(count)).toBe(first);
    });
  },
);
