import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../set-up/failure.mjs";
import { course, pinnedNode, venvBin } from "../set-up/paths.mjs";

/**
 * How to start a command of the course without a shell, the same on every system.
 *
 * @param name a .js, .mjs or .ts file, the name of a command of an npm package, or of one in `.venv`
 * @returns the program and its first arguments
 */
export function findCommand(name) {
  if (name === "node") return [pinnedNode()];
  if (/\.(m?js|ts)$/.test(name)) return [pinnedNode(), name];
  const script = findPackageCommand(name);
  if (script) return [pinnedNode(), script];
  for (const program of [join(venvBin, name), join(venvBin, `${name}.exe`)])
    if (existsSync(program)) return [program];
  throw new UserError(`There is no command \`${name}\` among the course's npm packages or in .venv.`);
}

// The lock says which file is behind a command; the shims in node_modules/.bin need a shell on Windows. Only the
// course's own dependencies count: tslab brings another `tsc`.
function findPackageCommand(name) {
  const { packages } = JSON.parse(readFileSync(join(course, "package-lock.json"), "utf8"));
  const { dependencies, devDependencies } = packages[""];
  for (const dependency of Object.keys({ ...dependencies, ...devDependencies })) {
    const file = packages[`node_modules/${dependency}`]?.bin?.[name];
    if (file) return join(course, "node_modules", dependency, file);
  }
  return undefined;
}
