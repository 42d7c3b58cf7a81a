import type { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { realTime } from "virtual-time";

/** https://nodejs.org/api/diagnostics_channel.html#child-process: told by the constructor, before the program is known. */
const channel = "child_process";

/**
 * Ends programs that an answer starts to ask the check's server for it: they have a clock of their own, so the server,
 * which waits for them to come to rest, would never answer.
 *
 * @example
 * using programs = new ChildPrograms("http://127.0.0.1:1234");
 * programs.names; // ["curl"]
 */
export class ChildPrograms implements Disposable {
  /** The programs that were ended, by name. */
  readonly names: string[] = [];
  readonly #note = (message: unknown): void => {
    const { process } = message as { readonly process: ChildProcess };
    realTime.setImmediate(() => this.#look(process));
  };

  /** @param origin of the server that no program may ask */
  constructor(private readonly origin: string) {
    subscribe(channel, this.#note);
  }

  [Symbol.dispose](): void {
    unsubscribe(channel, this.#note);
  }

  #look(child: ChildProcess): void {
    // None where it could not be started.
    const spawned = child.spawnargs as readonly string[] | undefined;
    if (!spawned?.some((argument) => argument.includes(this.origin))) return;
    this.names.push(child.spawnfile.split(/[\\/]/).at(-1) ?? child.spawnfile);
    child.kill("SIGKILL");
  }
}
