// The walls between the packages, as rules of dependency-cruiser; docs/architecture.md draws the same arrows.
// A package that is added gets a line in MAY_IMPORT, a folder of lib/ one in MAY_IMPORT_IN_LIB.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { course } from "../set-up/paths.mjs";

/** Which other packages each package may import, by their entry points: the `exports` of their package.json. */
const MAY_IMPORT = {
  "packages/notebook": [],
  "packages/virtual-time": [],
  "packages/practice-api": [],
  "packages/kernel": ["packages/notebook", "packages/virtual-time"],
  lib: ["packages/notebook", "packages/virtual-time", "packages/practice-api"],
  exercises: ["packages/notebook", "packages/virtual-time", "packages/practice-api", "lib"],
  "packages/materials": ["packages/virtual-time", "packages/practice-api", "packages/kernel", "lib"],
  "packages/grader": [
    ...["packages/notebook", "packages/virtual-time", "packages/practice-api", "packages/kernel", "lib"],
  ],
};

/** Which other folders of lib/ each folder may import, by their index.ts; its tests may import all of them. All may ask where the course is. */
const MAY_IMPORT_IN_LIB = {
  record: [],
  processes: [],
  "practice-api": [],
  charts: ["record"],
  checks: ["record"],
};

/** What the commands import: they run before anything is compiled, so of the packages only these files. */
const SCRIPTS_IMPORT = {
  "scripts/main.mjs": "packages/kernel/loopback.mjs",
  "scripts/container/health.mjs": "packages/kernel/loopback.mjs",
  "scripts/set-up/kernelspec.mjs": "packages/kernel/kernelspec.mjs",
  // By its name, after set-up: this is where its types are.
  "scripts/start/guard.mjs": "packages/practice-api/dist/index.d.ts",
};

const COMPILED_LATER =
  "scripts/ run where nothing is compiled yet: start a program of the package, with `runVisibly`. SCRIPTS_IMPORT in scripts/lint/walls.mjs lists the exceptions.";

/** Declares types only, of what a cell sees as `async-lab`: also the answers that the exercises take. */
const TYPES_OF_CELLS = "lib/cell.d.ts";

const packages = readdirSync(join(course, "packages")).map((name) => `packages/${name}`);
const unplaced = [...packages, "lib"].find((name) => !(name in MAY_IMPORT) && existsSync(join(course, name)));
if (unplaced) throw new Error(`${unplaced} has no line in MAY_IMPORT of scripts/lint/walls.mjs: add one.`);

const startsWith = (names) => names.map((name) => `^${name.replaceAll(".", "\\.")}/`);
const exactly = (name) => `^${name.replaceAll(".", "\\.")}$`;
const courseFolder = exactly("lib/course-folder.ts");
const everything = Object.keys(MAY_IMPORT);
const anyPackage = `^(${everything.join("|")})/`;
const isTest = ["\\.test\\.ts$", "/testing/", "/bench/"];

const rule = (name, comment, from, to) => ({ name, severity: "error", comment, from, to });

export default {
  forbidden: [
    rule(
      "circle",
      "These files import each other, if only types: move what they share into a file that both import.",
      {},
      { circular: true },
    ),
    rule(
      "not-an-entry-point",
      "No such file, or none of the package's entry points: import one that `exports` in its package.json lists, or export what you need from one.",
      { path: anyPackage },
      { couldNotResolve: true },
    ),
    rule(
      "path-into-another-package",
      "This path leads into another package: import that by its name, as in `@async-lab/kernel/pipe`.",
      { path: anyPackage },
      { path: anyPackage, pathNot: "^$1/", dependencyTypes: ["local"] },
    ),
    ...Object.entries(MAY_IMPORT).map(([name, others]) =>
      rule(
        `arrows-of-${name.replace("packages/", "")}`,
        `${name} may import ${others.join(", ") || "no other package"}: hand in what it needs of others, or move what both need.`,
        { path: startsWith([name]), pathNot: exactly(TYPES_OF_CELLS) },
        { path: startsWith([...everything, "scripts", "test"]), pathNot: startsWith([name, ...others]) },
      ),
    ),
    ...Object.entries(MAY_IMPORT_IN_LIB).flatMap(([name, others]) => [
      rule(
        `arrows-of-lib-${name}`,
        `lib/${name} may import ${others.map((other) => `lib/${other}`).join(", ") || "no other folder of lib"}: hand in what it needs of others.`,
        { path: `^lib/${name}/`, pathNot: isTest },
        {
          path: "^lib/",
          pathNot: [...startsWith([name, ...others, "dist"].map((other) => `lib/${other}`)), courseFolder],
        },
      ),
      rule(
        "not-the-index",
        `Other folders of lib/ see index.ts alone: export it there.`,
        { path: `^lib/${name}/` },
        { path: "^lib/[^/]+/", pathNot: [`^lib/(${name}|dist)/`, "^lib/[^/]+/index\\.ts$"] },
      ),
    ]),
    ...Object.entries(SCRIPTS_IMPORT).map(([from, to]) =>
      rule(
        "arrows-of-scripts",
        COMPILED_LATER,
        { path: exactly(from) },
        { path: anyPackage, pathNot: exactly(to) },
      ),
    ),
    rule(
      "arrows-of-scripts",
      COMPILED_LATER,
      { path: "^scripts/", pathNot: Object.keys(SCRIPTS_IMPORT).map(exactly) },
      { path: anyPackage },
    ),
  ],
  options: {
    // Learners' answers, kept for tests, import what a notebook does.
    exclude: { path: ["^test/answers/", "^exercises/[^/]+/(right|wrong)/"] },
    doNotFollow: { path: ["node_modules", "(^|/)dist/"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(course, "tsconfig.json") },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["types", "import", "node", "default"],
      extensions: [".ts", ".js", ".mjs", ".d.ts"],
    },
  },
};
