/** The Spanish notebooks through the real kernel; `notebooks.test.ts` runs the English ones, whose code is the same. */
import { readLessons } from "async-lab/lessons";
import { goElsewhere, handOut, solve } from "./notebook-jobs.js";
import { testNotebooks } from "./run-notebooks.js";

const spanish = readLessons("es");
const portable = spanish.filter(({ name }) => name === "02-all-at-once");

testNotebooks([
  ...spanish.flatMap((lesson) => [handOut(lesson), solve(lesson)]),
  ...portable.map(goElsewhere),
]);
