import type { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { realTime } from "virtual-time";
import { observeRequests, Recorder } from "../record/index.js";
import { BlockingCalls } from "./blocking-calls.js";

/** https://nodejs.org/api/diagnostics_channel.html#child-process: told by the constructor, before the program is known. */
const childProcesses = "child_process";

/**
 * What a trial watches while the learner's function runs, since the check's server cannot see it: calls that block the
 * event loop, requests to whatever server, and other programs.
 *
 * @example
 * using watches = new TrialWatches("http://127.0.0.1:1234");
 * await watches.run(() => fetchAll(urls));
 * watches.programs; // ["curl"]
 */
export class TrialWatches implements Disposable {
  readonly calls: BlockingCalls;
  /**
   * Programs that were started to ask the check's server, by name. They were ended: they have a clock of their own, so the
   * server, which waits for them to come to rest, would never answer.
   */
  readonly programs: string[] = [];
  readonly #recorder = new Recorder();
  readonly #stack = new DisposableStack();

  /** @param origin of the check's server, which no program may ask */
  constructor(private readonly origin: string) {
    this.calls = this.#stack.use(new BlockingCalls());
    this.#stack.defer(observeRequests());
    const note = (message: unknown): void => {
      const { process } = message as { readonly process: ChildProcess };
      realTime.setImmediate(() => this.#endIfAsking(process));
    };
    subscribe(childProcesses, note);
    this.#stack.defer(() => void unsubscribe(childProcesses, note));
  }

  /** The first URL of another server that the function has asked for. */
  get elsewhere(): string | undefined {
    return this.#recorder.requests.find(({ url }) => !url.startsWith(`${this.origin}/`))?.url;
  }

  /** Runs the function that is watched. */
  run<T>(work: () => T): T {
    return this.calls.run(() => this.#recorder.run(work));
  }

  /** Ends the watch. */
  [Symbol.dispose](): void {
    this.#stack.dispose();
  }

  #endIfAsking(child: ChildProcess): void {
    // None where it could not be started.
    const spawned = child.spawnargs as readonly string[] | undefined;
    if (!spawned?.some((argument) => argument.includes(this.origin))) return;
    this.programs.push(child.spawnfile.split(/[\\/]/).at(-1) ?? child.spawnfile);
    child.kill("SIGKILL");
  }
}
