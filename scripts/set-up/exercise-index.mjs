import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { course } from "./paths.mjs";

/** What loads every exercise by its id, for `check`; made anew by each build. */
export const exerciseIndex = join(course, "exercises", "index.ts");

/**
 * Lists the exercises that there are: a folder each, named like `03-limit`, with an `exercise.ts`.
 *
 * @param exercises path of the folder of exercises
 * @returns the source of `exercises/index.ts`
 */
export function makeExerciseIndex(exercises = join(course, "exercises")) {
  const ids = readdirSync(exercises)
    .filter((name) => /^\d\d-/.test(name) && existsSync(join(exercises, name, "exercise.ts")))
    .sort();
  return [
    "// Made from the folders beside this file, when the course is built: change those.",
    'import type { DefinedExercise, ExerciseId } from "async-lab/answers";',
    "",
    "/** Loads an exercise, by its id. */",
    "export const exercises = {",
    ...ids.map((id) => `  "${id}": () => import("./${id}/exercise.js"),`),
    "} satisfies { readonly [Id in ExerciseId]: () => Promise<{ readonly default: DefinedExercise<Id> }> };",
    "",
  ].join("\n");
}
