import { compilation } from "./compile.mjs";
import { exerciseIndex, makeExerciseIndex } from "./exercise-index.mjs";
import { course } from "./paths.mjs";
import { listProjects } from "./projects.mjs";
import { readIfThere, writeWhole } from "./stamp.mjs";

const all = compilation({
  name: "build",
  projects: listProjects(course),
  config: "tsconfig.build.json",
  stamp: "lib/dist/.stamp",
});

/** Compiles lib/, exercises/ and packages/, when the sources changed. */
export const build = {
  name: all.name,
  isDone: () => readIfThere(exerciseIndex) === makeExerciseIndex() && all.isDone(),
  async run(options) {
    writeWhole(exerciseIndex, makeExerciseIndex());
    await all.run(options);
  },
};
