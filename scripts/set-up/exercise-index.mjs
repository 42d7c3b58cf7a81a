import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { course } from "./paths.mjs";

/** What holds every exercise by its id, for `check`; made anew by each build. */
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
  const nameOf = (id) => `exercise_${id.replaceAll("-", "_")}`;
  return [
    "// Made from the folders beside this file, when the course is built: change those.",
    'import type { DefinedExercise, ExerciseId } from "async-lab/exercise";',
    ...ids.map((id) => `import ${nameOf(id)} from "./${id}/exercise.js";`),
    "",
    "// Alone they stay in the declarations, which a cell reads: there each exercise says what its answer is.",
    ...ids.map((id) => `import "./${id}/exercise.js";`),
    "",
    "/** Every exercise of the course, by its id. */",
    "export const exercises = {",
    ...ids.map((id) => `  "${id}": ${nameOf(id)},`),
    "} satisfies { readonly [Id in ExerciseId]: DefinedExercise<Id> };",
    "",
  ].join("\n");
}
