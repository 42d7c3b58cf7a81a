/** The Spanish notebooks through the real kernel; `notebooks.test.ts` runs the English ones, whose code is the same. */
import { readLessons } from "./lessons.js";
import { handOut, solve } from "./notebook-jobs.js";
import { testNotebooks } from "./run-notebooks.js";

testNotebooks(readLessons("es").flatMap((lesson) => [handOut(lesson), solve(lesson)]));
