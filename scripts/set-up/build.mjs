import { existsSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { runLogged } from "./command.mjs";
import { exerciseIndex, makeExerciseIndex } from "./exercise-index.mjs";
import { course, pinnedNode } from "./paths.mjs";
import { listProjects } from "./projects.mjs";
import { hashOf, readIfThere, writeWhole } from "./stamp.mjs";

const projects = listProjects(course).map(({ sources, dist }) => ({
  sources: join(course, sources),
  dist: join(course, dist),
}));
const stamp = join(course, "lib", "dist", ".stamp");
const configuration = [
  ...["tsconfig.json", "tsconfig.build.json", "package-lock.json"].map((name) => join(course, name)),
  ...projects.map(({ dist }) => join(dirname(dist), "tsconfig.build.json")),
];

/** Compiles lib/, exercises/ and packages/, when the sources changed. */
export const build = {
  name: "build",
  isDone: () => {
    if (readIfThere(exerciseIndex) !== makeExerciseIndex()) return false;
    const sources = listSources();
    return readIfThere(stamp) === inputs(sources) && areBuilt(sources);
  },
  async run(options) {
    writeWhole(exerciseIndex, makeExerciseIndex());
    const sources = listSources();
    // tsc's own record of what it built is right only if the last build ended and nobody removed its files.
    if (!existsSync(stamp) || !areBuilt(sources)) {
      for (const { dist } of projects) rmSync(join(dist, ".tsbuildinfo"), { force: true });
    }
    const before = inputs(sources);
    rmSync(stamp, { force: true });
    const tsc = [join(course, "node_modules", "typescript", "bin", "tsc"), "-b", "tsconfig.build.json"];
    await runLogged(pinnedNode(), tsc, { ...options, what: "tsc" });
    removeLeftOvers(new Set(sources.flatMap(outputs)));
    writeWhole(stamp, before);
  },
};

/** Of all projects, each with the stem of what it is compiled to. */
function listSources() {
  return projects.flatMap(({ sources, dist }) =>
    listFiles(sources)
      .filter((file) => file.endsWith(".ts") && !file.startsWith(dist + sep) && !isForTests(file))
      .sort()
      .map((file) => ({ file, stem: join(dist, relative(sources, file).slice(0, -".ts".length)) })),
  );
}

/** What `tsconfig.build.json` leaves out: a source without an output would look unbuilt for ever. */
const isForTests = (file) =>
  /\.test\.ts$|[\\/](testing|right|wrong)[\\/]|[\\/]starter\.ts$/.test(relative(course, file));

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

const inputs = (sources) =>
  hashOf([
    ...configuration.map((file) => ({ file })),
    ...sources.flatMap(({ file }) => [relative(course, file).split(sep).join("/"), { file }]),
  ]);

const outputs = ({ file, stem }) => (file.endsWith(".d.ts") ? [] : [`${stem}.js`, `${stem}.d.ts`]);

const areBuilt = (sources) => sources.flatMap(outputs).every((file) => existsSync(file));

/** A module whose source is gone must not go on being found. */
function removeLeftOvers(wanted) {
  for (const file of projects.flatMap(({ dist }) => listFiles(dist))) {
    if (/\.(js|d\.ts)$/.test(file) && !wanted.has(file)) rmSync(file);
  }
}
