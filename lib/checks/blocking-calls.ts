import { AsyncLocalStorage } from "node:async_hooks";
import { installSwitch, listenToBlockingCalls, type BlockingKind } from "virtual-time";

/** Thrown in place of a call that would block the thread in which the check's own server answers: it could never end. */
export class BlockingCallError extends Error {
  override readonly name = "BlockingCallError";

  constructor(call: string) {
    super(
      `${call} blocks the event loop, in which this check's server answers: it would wait for ever, so the check did not call it`,
    );
  }
}

/** The first of some calls by name, and how often that was made; undefined where there were none. */
export function firstCall(
  calls: readonly string[],
): { readonly call: string; readonly times: number } | undefined {
  const [call] = calls;
  return call === undefined ? undefined : { call, times: calls.filter((each) => each === call).length };
}

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
  readonly #stop: () => void;

  constructor() {
    installSwitch();
    this.#stop = listenToBlockingCalls((call, kind) => this.#note(call, kind));
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
    this.#stop();
  }

  #note(call: string, kind: BlockingKind): void {
    if (kind === "waits") {
      this.#refused.push(call);
      throw new BlockingCallError(call);
    }
    if (contexts.getStore() === this && !isLoadingModule()) this.#made.push(call);
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
