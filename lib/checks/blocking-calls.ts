import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire, syncBuiltinESMExports } from "node:module";
import { guardBlocking } from "../processes/index.js";

/** Thrown in place of a call that would block the thread in which the check's own server answers: it could never end. */
export class BlockingCallError extends Error {
  override readonly name = "BlockingCallError";

  constructor(call: string) {
    super(
      `${call} blocks the event loop, in which this check's server answers: it would wait for ever, so the check did not call it`,
    );
  }
}

// `require`, since what is imported is a list of names and cannot be changed.
const require = createRequire(import.meta.url);
type Functions = Record<string, unknown>;
type Call = (this: unknown, ...args: unknown[]) => unknown;

/** Whoever calls these waits for another program or thread: for the server, or for nothing that needs to be waited for. */
const waits: readonly [object: Functions, names: readonly string[], prefix: string][] = [
  [require("node:child_process") as Functions, ["execFileSync", "execSync", "spawnSync"], ""],
  [Atomics as unknown as Functions, ["wait"], "Atomics."],
];

/** Their functions whose names end in `Sync` work while everything else stands still. */
const works = ["node:fs", "node:crypto", "node:zlib"].map((name) => require(name) as Functions);

/** Quick in spite of its name, and used by libraries for ids. */
const harmless = new Set(["randomFillSync"]);

const contexts = new AsyncLocalStorage<BlockingCalls>();

/**
 * Watches a function of the learner's for calls that block the event loop.
 *
 * Calls that wait are not made, wherever they come from: a `BlockingCallError` is thrown in their place, and they are
 * noted, also where somebody catches it. Calls that work, such as `readFileSync`, are made, and noted where the function
 * makes them: not where Node loads a module, nor where the notebook does something else meanwhile.
 *
 * @example
 * using calls = new BlockingCalls();
 * await calls.run(() => fetchPages(urls));
 * calls.refused; // ["fetchSync"]
 */
export class BlockingCalls implements Disposable {
  readonly #refused: string[] = [];
  readonly #made: string[] = [];
  readonly #undo: (() => void)[] = [];

  constructor() {
    const refuse = (call: string): never => {
      this.#refused.push(call);
      throw new BlockingCallError(call);
    };
    this.#undo.push(guardBlocking(refuse));
    for (const [object, names, prefix] of waits) {
      for (const name of names) this.#replace(object, name, () => () => refuse(prefix + name));
    }
    for (const object of works) {
      for (const name of Object.keys(object)) {
        if (name.endsWith("Sync") && !harmless.has(name)) this.#replace(object, name, this.#noting(name));
      }
    }
    syncBuiltinESMExports();
  }

  /** The names of the calls that were not made, in their order. */
  get refused(): readonly string[] {
    return this.#refused;
  }

  /** The names of the calls that were made, in their order. */
  get made(): readonly string[] {
    return this.#made;
  }

  /** Runs the function that is watched. */
  run<T>(work: () => T): T {
    return contexts.run(this, work);
  }

  /** Ends the watch. */
  [Symbol.dispose](): void {
    for (const undo of this.#undo) undo();
    syncBuiltinESMExports();
  }

  #noting(name: string): (original: Call) => Call {
    return (original) => {
      const note = () => {
        if (contexts.getStore() === this && !isLoadingModule()) this.#made.push(name);
      };
      return function (this: unknown, ...args) {
        note();
        // Outside, since Node's own functions call one another.
        return contexts.exit<unknown, []>(() => Reflect.apply(original, this, args));
      };
    };
  }

  #replace(object: Functions, name: string, make: (original: Call) => Call): void {
    const original = object[name];
    if (typeof original !== "function") return;
    const own = Object.getOwnPropertyDescriptors(original);
    // With what hangs on it, such as `realpathSync.native`.
    object[name] = Object.defineProperties(make(original as Call), own);
    this.#undo.push(() => (object[name] = original));
  }
}

/** Whether Node is loading a module just now: it reads files synchronously, and may ask these functions for it. */
function isLoadingModule(): boolean {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 100;
  try {
    return new Error().stack?.includes("node:internal/modules/") ?? false;
  } finally {
    Error.stackTraceLimit = limit;
  }
}
