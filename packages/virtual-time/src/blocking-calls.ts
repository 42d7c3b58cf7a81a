/** Tells of calls that block their thread, before they are made: whoever listens may throw in their place. */
import { state, type BlockingKind, type BlockingListener } from "./active-clock.js";

type Functions = Record<string, unknown>;
type Call = (this: unknown, ...args: unknown[]) => unknown;

/** Quick in spite of its name, and used by libraries for ids. */
const harmless = new Set(["randomFillSync"]);

/**
 * Listens to blocking calls of this thread, in the place of whoever did before.
 *
 * @returns what gives the place back
 * @example
 * const stop = listenToBlockingCalls((call) => console.log(call)); // "readFileSync"
 */
export function listenToBlockingCalls(listener: BlockingListener): () => void {
  const before = state.blockingListener;
  state.blockingListener = listener;
  return () => {
    state.blockingListener = before;
  };
}

/** To be called by a function that is about to block its thread: tells whoever listens. */
export function tellBlockingCall(call: string, kind: BlockingKind): void {
  state.blockingListener?.(call, kind);
}

/**
 * Puts functions that tell in the place of Node's own, for good, so that a reference which somebody has kept tells, too:
 * the synchronous functions of node:child_process, `Atomics.wait`, and those of node:fs, node:crypto and node:zlib whose
 * names end in `Sync`. Called once per process, before `syncBuiltinESMExports`.
 */
export function installBlockingCalls(): void {
  const childProcess = builtin("node:child_process");
  for (const name of ["execFileSync", "execSync", "spawnSync"]) replace(childProcess, name, name, "waits");
  replace(Atomics as unknown as Functions, "wait", "Atomics.wait", "waits");
  for (const module of ["node:fs", "node:crypto", "node:zlib"]) {
    const functions = builtin(module);
    const names = Object.keys(functions).filter((name) => name.endsWith("Sync") && !harmless.has(name));
    for (const name of names) replace(functions, name, name, "works");
  }
}

/** A module of Node's as it can be changed; what is imported is a list of names. */
function builtin(module: string): Functions {
  return process.getBuiltinModule(module) as Functions;
}

function replace(functions: Functions, name: string, call: string, kind: BlockingKind): void {
  const original = functions[name] as Call | undefined;
  // Some are there on some systems alone.
  if (!original) return;
  const told: Call = function (...args) {
    const { blockingListener: listener } = state;
    if (!listener) return Reflect.apply(original, this, args);
    listener(call, kind);
    // Node's own functions call one another.
    state.blockingListener = undefined;
    try {
      return Reflect.apply(original, this, args);
    } finally {
      state.blockingListener = listener;
    }
  };
  // With what hangs on it, such as `realpathSync.native`.
  functions[name] = Object.defineProperties(told, Object.getOwnPropertyDescriptors(original));
}
