import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runLogged } from "./command.mjs";
import { course, pinnedNode, pinnedNpm } from "./paths.mjs";
import { readIfThere } from "./stamp.mjs";

/** Installs `node_modules` from `package-lock.json`. */
export const npmPackages = {
  name: "npm-packages",
  isDone: () => {
    const installed = readIfThere(join(course, "node_modules", ".package-lock.json"));
    if (installed === undefined) return false;
    return isInstalled(
      JSON.parse(readFileSync(join(course, "package-lock.json"), "utf8")),
      JSON.parse(installed),
    );
  },
  async run(options) {
    // No package's own script runs on a learner's machine.
    const npm = [
      pinnedNpm(),
      "ci",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      "--no-update-notifier",
      "--loglevel=warn",
    ];
    await runLogged(pinnedNode(), npm, { ...options, what: "npm ci" });
  },
};

/**
 * Whether `node_modules` holds what the lock names.
 *
 * npm writes its own copy of the lock into `node_modules` as the last thing it does, and removes it first: an
 * interrupted `npm ci` leaves none, and an `npm install` by hand brings it up to date.
 *
 * @param lock `package-lock.json`
 * @param installed `node_modules/.package-lock.json`
 */
export function isInstalled(lock, installed) {
  const wanted = Object.entries(lock.packages).filter(([path]) => path !== "");
  const isThere = ([path, { version, integrity, optional, devOptional }]) => {
    const found = installed.packages[path];
    // Optional packages of other platforms are in the lock and never installed here.
    if (!found) return optional === true || devOptional === true;
    return found.version === version && found.integrity === integrity;
  };
  const isWanted = (path) => path in lock.packages;
  return wanted.every(isThere) && Object.keys(installed.packages).every(isWanted);
}
