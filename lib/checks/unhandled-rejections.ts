/** Events of `process` that others react to by ending the program, or by showing an error beside the verdict. */
const events = ["unhandledRejection", "rejectionHandled"] as const;

/**
 * Counts the promises that fail with nobody to handle it, in the place of everybody else who listens: during a check they
 * are the answer's, and the verdict tells what comes of them.
 *
 * @example
 * using rejections = new UnhandledRejections();
 * rejections.count; // of those that nobody has handled since
 */
export class UnhandledRejections implements Disposable {
  readonly #unhandled = new Set<Promise<unknown>>();
  readonly #others = events.map(
    (event) => [event, process.listeners(event as "unhandledRejection")] as const,
  );

  constructor() {
    for (const event of events) process.removeAllListeners(event);
    process.on("unhandledRejection", this.#add);
    process.on("rejectionHandled", this.#remove);
  }

  get count(): number {
    return this.#unhandled.size;
  }

  [Symbol.dispose](): void {
    process.off("unhandledRejection", this.#add);
    process.off("rejectionHandled", this.#remove);
    for (const [event, listeners] of this.#others) {
      for (const listener of listeners) process.on(event as "unhandledRejection", listener);
    }
  }

  readonly #add = (_reason: unknown, promise: Promise<unknown>): void => void this.#unhandled.add(promise);
  readonly #remove = (promise: Promise<unknown>): void => void this.#unhandled.delete(promise);
}
