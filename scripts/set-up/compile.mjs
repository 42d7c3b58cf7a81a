import { existsSync, readdirSync, rmSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { runLogged } from "./command.mjs";
import { course, pinnedNode } from "./paths.mjs";
import { hashOf, readIfThere, writeWhole } from "./stamp.mjs";

/**
 * A step of `setUp` that compiles projects when their sources changed.
 *
 * @param options.name of the step
 * @param options.projects as `listProjects` gives them
 * @param options.config the file that `tsc -b` gets, relative to the course
 * @param options.stamp where the step notes what it compiled, relative to the course; in a folder `dist`
 * @param options.inputs other files that the result depends on, relative to the course
 * @returns the step
 */
export function compilation({ name, projects, config, stamp, inputs = [] }) {
  const folders = projects.map(({ sources, dist }) => ({
    sources: join(course, sources),
    dist: join(course, dist),
  }));
  const stampFile = join(course, stamp);
  const configuration = [
    ...["tsconfig.json", config, "package-lock.json", ...inputs],
    ...projects.map(({ dist }) => join(dist, "..", "tsconfig.build.json")),
  ].map((file) => join(course, file));
  const hash = (sources) =>
    hashOf([
      ...configuration.map((file) => ({ file })),
      ...sources.flatMap(({ file }) => [relative(course, file).split(sep).join("/"), { file }]),
    ]);
  return {
    name,
    isDone() {
      const sources = listSources(folders);
      return readIfThere(stampFile) === hash(sources) && areBuilt(sources);
    },
    async run(options) {
      const sources = listSources(folders);
      // tsc's own record of what it built is right only if the last build ended and nobody removed its files.
      if (!existsSync(stampFile) || !areBuilt(sources)) {
        for (const { dist } of folders) rmSync(join(dist, ".tsbuildinfo"), { force: true });
      }
      const before = hash(sources);
      rmSync(stampFile, { force: true });
      const tsc = [join(course, "node_modules", "typescript", "bin", "tsc"), "-b", config];
      await runLogged(pinnedNode(), tsc, { ...options, what: "tsc" });
      removeLeftOvers(folders, new Set(sources.flatMap(outputs)));
      writeWhole(stampFile, before);
    },
  };
}

/** Of all projects, each with the stem of what it is compiled to. */
function listSources(folders) {
  return folders.flatMap(({ sources, dist }) =>
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

const outputs = ({ file, stem }) => (file.endsWith(".d.ts") ? [] : [`${stem}.js`, `${stem}.d.ts`]);

const areBuilt = (sources) => sources.flatMap(outputs).every((file) => existsSync(file));

/** A module whose source is gone must not go on being found. */
function removeLeftOvers(folders, wanted) {
  for (const file of folders.flatMap(({ dist }) => listFiles(dist))) {
    if (/\.(js|d\.ts)$/.test(file) && !wanted.has(file)) rmSync(file);
  }
}
