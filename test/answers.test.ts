import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setLanguage } from "@async-lab/notebook";
import { judge, listFixtures, loadFixture, type FixtureNames } from "./answer-fixtures.js";

const before = process.env["ASYNC_LAB_STATE"];
let state = "";

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), "async-lab-answers-"));
  process.env["ASYNC_LAB_STATE"] = state;
  setLanguage("en");
});

afterAll(async () => {
  if (before === undefined) delete process.env["ASYNC_LAB_STATE"];
  else process.env["ASYNC_LAB_STATE"] = before;
  await rm(state, { recursive: true, force: true });
});

describe.each(await listFixtures())("$id", judgeAll);

function judgeAll({ id, right, wrong }: FixtureNames): void {
  test("keeps three right answers and four wrong ones", () => {
    expect(right.length).toBeGreaterThanOrEqual(3);
    expect(wrong.length).toBeGreaterThanOrEqual(4);
  });

  test("as handed out: not attempted", async () => {
    const verdict = await judge(id, await loadFixture(id, "starter.ts"));
    expect(verdict).toMatchObject({ exercise: id, outcome: "not attempted" });
  });

  test.each(right)("right: %s", async (name) => {
    const verdict = await judge(id, await loadFixture(id, `right/${name}`));
    expect(verdict.toString()).toMatch(/^Right /);
    expect(verdict).toMatchObject({ outcome: "right" });
  });

  test.each(wrong)("wrong: %s", async (name) => {
    const answer = await loadFixture(id, `wrong/${name}`);
    const verdict = await judge(id, answer);
    expect(verdict.toString()).not.toMatch(/^Right /);
    expect({ outcome: verdict.outcome, rule: verdict.rule }).toEqual({
      outcome: answer.outcome ?? "incorrect",
      rule: answer.rule,
    });
    expect(verdict.hint).toBeTruthy();
    if (verdict.error && verdict.error.name !== "string") {
      expect(verdict.error.place?.replace(/\d+$/, "n")).toBe(`${name}, line n`);
    }
  });
}

test.each(["00-order", "00-frozen"])("%s is judged by the lesson's own code", async (id) => {
  const source = await readFile(join(import.meta.dirname, `../exercises/${id}/exercise.ts`), "utf8");
  const region = /#region lesson([\s\S]*?)\/\/ #endregion/.exec(source)?.[1] ?? "";
  const functions = withoutLayout(region)
    .split(/(?=async function|(?<!async )function)/)
    .filter((each) => each !== "");
  expect(functions.length).toBeGreaterThan(1);
  for (const language of ["en", "es"]) {
    const lesson = join(import.meta.dirname, `../course/${language}/00-event-loop.md`);
    const text = withoutLayout(await readFile(lesson, "utf8"));
    for (const each of functions) expect(text).toContain(each);
  }
});

function withoutLayout(code: string): string {
  return code.replace(/\/\/ .*$/gm, "").replace(/\s+/g, "");
}
