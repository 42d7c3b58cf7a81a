import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate } from "node:timers/promises";
import { describeThrown, peek } from "@async-lab/notebook";
import type { RecordedRequest } from "./recording.js";

type Entry = { -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key] };

/** How many requests of a recording have come to which end so far. */
export interface Counts {
  started: number;
  /** Under way. */
  open: number;
  /** Answered whole, with a status below 400; redirects do not count, the request that follows them does. */
  done: number;
  /** Failed, or answered with 400 and above, and not repeated since. */
  failed: number;
}

/** Collects the requests of one recording. */
export class Recorder {
  readonly requests: RecordedRequest[] = [];
  readonly counts: Counts = { started: 0, open: 0, done: 0, failed: 0 };
  readonly #began = performance.now();
  readonly #parent: Recorder | undefined;
  readonly #failed = new Map<string, RecordedRequest[]>();
  #endedMs: number | undefined;
  #closed = false;

  constructor(parent?: Recorder) {
    this.#parent = parent;
  }

  /** The recorder whose `run` the calling code belongs to: of nested ones the innermost that still records. */
  static current(): Recorder | undefined {
    let recorder = recorders.getStore();
    while (recorder && recorder.#endedMs !== undefined) recorder = recorder.#parent;
    return recorder;
  }

  /** Calls `task`; requests made by it, and by all that it starts, are this recorder's. */
  run<T>(task: () => T): T {
    return recorders.run(this, task);
  }

  /** Milliseconds since the recording began. */
  now(): number {
    return performance.now() - this.#began;
  }

  /** Writes down a request that starts now. */
  begin(method: string, url: string, protocol: RecordedRequest["protocol"]): OpenRequest {
    const attempt = this.#attempt(method, url);
    const entry: Entry = { method, url, attempt, startMs: this.now(), bytes: 0, protocol };
    this.requests.push(entry);
    this.counts.started++;
    this.counts.open++;
    return new OpenRequest(this, entry);
  }

  /** Counts a request that has come to its end. */
  settle(entry: RecordedRequest): void {
    const { method, url, status = 0, error } = entry;
    this.counts.open--;
    if (error !== undefined || status >= 400) {
      this.counts.failed++;
      const key = `${method} ${url}`;
      const failed = this.#failed.get(key);
      if (failed) failed.push(entry);
      else this.#failed.set(key, [entry]);
    } else if (!redirects.has(status)) {
      this.counts.done++;
    }
  }

  /**
   * Ends the recording: no more requests, and those under way stay as they are.
   *
   * Except that they fail: a client that aborts a request tells its caller first, and the request fails some
   * ticks later, so those ticks are waited for.
   *
   * @returns how long the recording took, in milliseconds
   */
  async close(): Promise<number> {
    const endedMs = (this.#endedMs = this.now());
    // An aborted socket needs up to two turns of the event loop, for its own end and for the request's.
    for (let turn = 0; turn < 3 && this.counts.open > 0; turn++) await setImmediate();
    this.#closed = true;
    return endedMs;
  }

  /** When the recording ended; `undefined` while it runs. */
  get endedMs(): number | undefined {
    return this.#endedMs;
  }

  /** Whether nothing is written down any more. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Each failed attempt is repeated by one later request at most, so parallel retries of one URL count right. */
  #attempt(method: string, url: string): number {
    if (this.#failed.size === 0) return 1;
    const repeated = this.#failed.get(`${method} ${url}`)?.shift();
    if (!repeated) return 1;
    this.counts.failed--;
    return repeated.attempt + 1;
  }
}

/** A request under way; observers report here what happens to it. */
export class OpenRequest {
  readonly #recorder: Recorder;
  readonly #entry: Entry;

  constructor(recorder: Recorder, entry: Entry) {
    this.#recorder = recorder;
    this.#entry = entry;
  }

  /** The client has only now settled which protocol it speaks with this server. */
  speak(protocol: RecordedRequest["protocol"]): void {
    if (!this.#over) this.#entry.protocol = protocol;
  }

  /** Status and headers of the answer are here. */
  answer(status: number): void {
    if (this.#over || this.#entry.firstByteMs !== undefined) return;
    this.#entry.firstByteMs = this.#recorder.now();
    this.#entry.status = status;
  }

  /** A piece of the body is here. */
  receive(bytes: number): void {
    if (!this.#over) this.#entry.bytes += bytes;
  }

  /** The answer is here as a whole. */
  end(): void {
    if (this.#over) return;
    this.#entry.endMs = this.#recorder.now();
    this.#recorder.settle(this.#entry);
  }

  /** There will be no (whole) answer. */
  fail(error: unknown): void {
    if (this.#entry.endMs !== undefined || this.#recorder.closed) return;
    this.#entry.endMs = this.#recorder.endedMs ?? this.#recorder.now();
    this.#entry.error = describeError(error);
    this.#recorder.settle(this.#entry);
  }

  get #over(): boolean {
    return this.#entry.endMs !== undefined || this.#recorder.endedMs !== undefined;
  }
}

/**
 * What to do with the messages of which diagnostics channel, to tell a recorder of requests. A channel's messages have no
 * type but the one its documentation gives them.
 */
export type Observer = Record<string, (message: never) => void>;

/** The error of a request that its client gave up without a reason. */
export const aborted = "aborted: closed before the answer was complete";

const recorders = new AsyncLocalStorage<Recorder>();

const redirects = new Set([301, 302, 303, 307, 308]);

function describeError(error: unknown): string {
  if (typeof error === "string") return error;
  const described = describeThrown(error);
  if (!described.isError) return described.message;
  // Several addresses tried, none reached: the first one's reason is the one to tell.
  const [first] = described.errors;
  if (first !== undefined && first !== error && described.message === "") return describeError(first);
  const code = peek(error, "code");
  const label = typeof code === "string" ? code : described.name === "Error" ? "" : described.name;
  const message = described.message.split("\n", 1)[0] ?? "";
  return label && message ? `${label}: ${message}` : label || message || "failed";
}
