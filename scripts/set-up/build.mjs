import { existsSync, readdirSync, rmSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { runLogged } from "./command.mjs";
import { course, pinnedNode } from "./paths.mjs";
import { hashOf, readIfThere, writeWhole } from "./stamp.mjs";
import { words } from "../words/index.mjs";

const lib = join(course, "lib");
const dist = join(course, "dist");
const stamp = join(dist, ".stamp");
const configuration = ["tsconfig.json", "tsconfig.build.json", "package-lock.json"];

/** Compiles lib/ to dist/, when the sources changed. */
export const build = {
  name: "build",
  get title() {
    return words().steps.build;
  },
  isDone: () => {
    const sources = listSources();
    return readIfThere(stamp) === inputs(sources) && areBuilt(sources);
  },
  async run(options) {
    const sources = listSources();
    // tsc's own record of what it built is right only if the last build ended and nobody removed its files.
    if (!existsSync(stamp) || !areBuilt(sources)) rmSync(join(dist, ".tsbuildinfo"), { force: true });
    const before = inputs(sources);
    rmSync(stamp, { force: true });
    const tsc = [join(course, "node_modules", "typescript", "bin", "tsc"), "-p", "tsconfig.build.json"];
    await runLogged(pinnedNode(), tsc, { ...options, what: "tsc" });
    removeLeftOvers(new Set(sources.flatMap(outputs)));
    writeWhole(stamp, before);
  },
};

function listSources() {
  return listFiles(lib)
    .filter((file) => file.endsWith(".ts") && !isForTests(file))
    .sort();
}

/** What `tsconfig.build.json` leaves out: a source without an output would look unbuilt for ever. */
const isForTests = (file) => file.endsWith(".test.ts") || file.includes(`${sep}testing${sep}`);

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

const inputs = (sources) =>
  hashOf([
    ...configuration.map((name) => ({ file: join(course, name) })),
    ...sources.flatMap((file) => [relative(lib, file).split(sep).join("/"), { file }]),
  ]);

function outputs(source) {
  if (source.endsWith(".d.ts")) return [];
  const stem = join(dist, relative(lib, source).slice(0, -".ts".length));
  return [`${stem}.js`, `${stem}.d.ts`];
}

const areBuilt = (sources) => sources.flatMap(outputs).every((file) => existsSync(file));

/** A module whose source is gone must not go on being found. */
function removeLeftOvers(wanted) {
  for (const file of listFiles(dist)) {
    if (/\.(js|d\.ts)$/.test(file) && !wanted.has(file)) rmSync(file);
  }
}
