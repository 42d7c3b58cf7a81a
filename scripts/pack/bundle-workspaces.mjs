// Makes a package's tarball complete: `npm pack` leaves out a workspace that a package bundles, since npm links it into
// the course's own node_modules and not into the package's. Called by the package's `prepack` and `postpack`:
//
//   "bundleDependencies": ["@async-lab/notebook"],
//   "scripts": {
//     "prepack": "node ../../scripts/pack/bundle-workspaces.mjs",
//     "postpack": "node ../../scripts/pack/bundle-workspaces.mjs --remove"
//   }
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const folder = process.cwd();
const { bundleDependencies } = readPackage(folder);

if (process.argv.includes("--remove")) for (const name of bundleDependencies) remove(copyOf(name));
else for (const name of bundleDependencies) copy(findWorkspace(name), copyOf(name));

function readPackage(at) {
  return JSON.parse(readFileSync(join(at, "package.json"), "utf8"));
}

/** Where npm looks for a bundled package. */
function copyOf(name) {
  return join(folder, "node_modules", name);
}

/** The folder beside this package's that holds the workspace of this name. */
function findWorkspace(name) {
  const packages = dirname(folder);
  const found = readdirSync(packages)
    .map((entry) => resolve(packages, entry))
    .find((entry) => existsSync(join(entry, "package.json")) && readPackage(entry).name === name);
  if (found) return found;
  throw new Error(
    `${join(folder, "package.json")} bundles ${name}, which no package in ${packages} is called`,
  );
}

/** Its package.json and the files that it says to publish. */
function copy(workspace, target) {
  if (!existsSync(join(workspace, "dist"))) throw new Error(`${workspace} is not built: run npm run build`);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const { files } = readPackage(workspace);
  const leftOut = files.filter((name) => name.startsWith("!")).map((name) => join(workspace, name.slice(1)));
  for (const entry of ["package.json", ...files.filter((name) => !name.startsWith("!"))])
    cpSync(join(workspace, entry), join(target, entry), {
      recursive: true,
      filter: (path) => !leftOut.includes(path),
    });
}

/** With the folders that are empty after it. */
function remove(target) {
  rmSync(target, { recursive: true, force: true });
  for (
    let at = dirname(target);
    at !== folder && existsSync(at) && readdirSync(at).length === 0;
    at = dirname(at)
  )
    rmdirSync(at);
}
