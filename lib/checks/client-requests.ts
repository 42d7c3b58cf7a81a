import { observeRequests, Recorder } from "../record/index.js";

/**
 * The requests that a function of the learner's makes, to whatever server: those to another one the check's own cannot see.
 *
 * @example
 * using requests = new ClientRequests();
 * await requests.run(() => fetchAll(urls));
 * requests.urls; // ["http://127.0.0.1:1234/r/a1b2/countries/ARG"]
 */
export class ClientRequests implements Disposable {
  readonly #recorder = new Recorder();
  readonly #stop = observeRequests();

  /** Calls `work`; what it asks for, and all that it starts, is written down. */
  run<T>(work: () => T): T {
    return this.#recorder.run(work);
  }

  get urls(): readonly string[] {
    return this.#recorder.requests.map(({ url }) => url);
  }

  [Symbol.dispose](): void {
    this.#stop();
  }
}
