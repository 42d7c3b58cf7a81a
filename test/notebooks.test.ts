/**
 * Notebooks through the real kernel: as handed out, solved, and against another server.
 *
 * All of them in English, and in Spanish, against another server, the first one that asks for pages: the code of both
 * languages is the same, as `languages.test.ts` and lint see, and all Spanish ones run in `notebooks.long.test.ts`.
 */
import { readLessons } from "async-lab/lessons";
import { goElsewhere, handOutAndSolve } from "./notebook-jobs.js";
import { testNotebooks } from "./run-notebooks.js";

const english = readLessons("en");
const spanish = readLessons("es").filter(({ name }) => name === "01-one-by-one");

testNotebooks([...english.map(handOutAndSolve), ...spanish.map(goElsewhere)]);
