/** What is told of a run in virtual time, and of what it leaves behind. */

/** Why virtual time came to rest before what it was run for had settled. */
export type Rest =
  /** No timer is left and nothing is in flight: the promise can never settle. */
  | "nothing-left"
  /** The virtual time that was allowed is over, or 100 000 timers have run. */
  | "time-limit"
  /** The code never came to rest: a loop, a chain of promises, a thread. */
  | "never-quiet"
  /** Somebody ended virtual time meanwhile. */
  | "ended";

/** What became of work in virtual time; `atMs` is when, since the start. */
export type RunResult<T> =
  | { readonly status: "fulfilled"; readonly value: T; readonly atMs: number }
  | { readonly status: "rejected"; readonly reason: unknown; readonly atMs: number }
  | { readonly status: "unsettled"; readonly why: Rest; readonly atMs: number };

/** A timer that waits; times are virtual ms since the start. */
export interface WaitingTimer {
  /** When it was started, or last started anew. */
  readonly startedMs: number;
  readonly dueMs: number;
  /** Whether it is an interval. */
  readonly repeats: boolean;
  /** Whether a process would wait for it: nobody has called `unref`. */
  readonly keepsAlive: boolean;
}

/** One turn of the event loop: how much CPU time this thread used in it, and at what virtual time. */
export interface Turn {
  readonly cpuMs: number;
  readonly atMs: number;
}
