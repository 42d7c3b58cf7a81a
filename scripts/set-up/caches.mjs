import { accessSync, constants, existsSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { setUpFolder } from "./paths.mjs";

/**
 * Where pip, uv and npm keep what they download, if their usual place cannot be written: a home that is read-only, or
 * that is not there.
 *
 * @param env the environment that they get
 * @param folder what takes the place of the home
 * @returns variables to add; none for a cache that can be written, or whose place somebody chose
 * @example cacheVariables({ HOME: "/nonexistent" }) // { UV_CACHE_DIR: ".async-lab/caches/uv", … }
 */
export function cacheVariables(env = process.env, folder = join(setUpFolder, "caches")) {
  const chosen = new Set(Object.keys(env).map((name) => name.toUpperCase()));
  const moved = Object.entries(usualCaches(env)).filter(
    ([name, usual]) => !chosen.has(name.toUpperCase()) && !canWrite(usual),
  );
  return Object.fromEntries(moved.map(([name]) => [name, join(folder, name.split("_").at(0).toLowerCase())]));
}

function usualCaches(env) {
  const home = env.HOME || homedir();
  if (process.platform === "win32") {
    const local = env.LOCALAPPDATA || join(home, "AppData", "Local");
    return {
      PIP_CACHE_DIR: join(local, "pip", "Cache"),
      UV_CACHE_DIR: join(local, "uv", "cache"),
      npm_config_cache: join(local, "npm-cache"),
    };
  }
  const caches = env.XDG_CACHE_HOME || join(home, ".cache");
  const ofPip = process.platform === "darwin" ? join(home, "Library", "Caches") : caches;
  return {
    PIP_CACHE_DIR: join(ofPip, "pip"),
    UV_CACHE_DIR: join(caches, "uv"),
    npm_config_cache: join(home, ".npm"),
  };
}

/** Whether a folder can be written, or made: it is left to the tool, which may have no need of it. */
function canWrite(folder) {
  if (!existsSync(folder)) return dirname(folder) !== folder && canWrite(dirname(folder));
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
