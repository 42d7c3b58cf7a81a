import { expect, test } from "vitest";
import { readLessons } from "async-lab/lessons";
import { planRuns } from "./plan-runs.js";
import { toStages } from "./stages.js";

test("what compares processor time runs alone, and nothing is left out", () => {
  const runs = [...readLessons("en"), ...readLessons("es")].flatMap(planRuns);
  const stages = toStages(runs);
  expect(new Set(stages.flatMap((stage) => stage.runs))).toEqual(new Set(runs));
  const alone = stages.filter(({ atOnce }) => atOnce === 1).flatMap((stage) => stage.runs);
  expect(alone.map(({ lesson, clock }) => `${lesson.language} ${lesson.name} ${clock}`)).toEqual([
    "en 05-two-clients real",
    "en 07-off-the-loop real",
    "es 05-two-clients real",
    "es 07-off-the-loop real",
  ]);
});
