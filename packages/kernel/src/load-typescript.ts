/**
 * Loads TypeScript with the functions that an earlier kernel had compiled. Node's own cache knows those that loading
 * takes; of a kernel's time to its first result, compiling the others is a seventh.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { dirname, join } from "node:path";
import vm from "node:vm";
import { stateFolder } from "./settings.js";

const cacheFolder = join(stateFolder, "compile-cache");
const parameters = ["exports", "require", "module", "__filename", "__dirname"];

/** What keeps the functions that were compiled; nothing where they are kept already. */
let keep: (() => void) | undefined;

/**
 * Loads a module of CommonJS as `require` does.
 *
 * @param file its path
 * @param version tells its releases apart
 * @returns the module, to be put into the cache of `require`
 * @throws what the module throws
 */
export function loadCompiled(file: string, version: string): NodeJS.Module {
  const script = compile(file, join(cacheFolder, `typescript-${version}-${process.version}-${process.arch}`));
  const module = new Module(file);
  const run = script.runInThisContext() as (...args: unknown[]) => void;
  run.call(module.exports, module.exports, createRequire(file), module, file, dirname(file));
  module.filename = file;
  module.loaded = true;
  return module;
}

/** In a function of its own, whose 20 MB of buffers are gone when the module runs. */
function compile(file: string, cache: string): vm.Script {
  const cachedData = readIfThere(cache);
  // In one piece: a text that is put together of 9 MB stays in memory beside its parts.
  const parts = [
    Buffer.from(`(function (${parameters.join(", ")}) {`),
    readFileSync(file),
    Buffer.from("\n})"),
  ];
  const code = Buffer.concat(parts).toString();
  const script = new vm.Script(code, { filename: file, ...(cachedData && { cachedData }) });
  if (!cachedData || script.cachedDataRejected) keep = () => write(cache, script.createCachedData());
  return script;
}

/** Keeps for the next kernel what this one has compiled; 50 ms, and nothing from the second kernel on. */
export function keepCompiled(): void {
  keep?.();
  keep = undefined;
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Other kernels may read it at the same time, and the folder may be read-only. */
function write(file: string, data: Buffer): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const unfinished = `${file}.${String(process.pid)}`;
    writeFileSync(unfinished, data);
    renameSync(unfinished, file);
  } catch {
    // The next kernel takes longer to start.
  }
}
