import type { Language } from "@async-lab/notebook";

/** What one run of an experiment looked like from the client's side. */
export interface Recording<T = unknown> {
  /** What the learner called it: "one by one". */
  readonly name: string;
  /** When it began, in milliseconds since 1970. */
  readonly startedAt: number;
  /** From its beginning until what it ran was done, in milliseconds. */
  readonly totalMs: number;
  /** Every request that was made, in the order in which they started. */
  readonly requests: readonly RecordedRequest[];
  /** How late the event loop was, sampled all along; see {@link LoopDelaySample}. */
  readonly loopDelay: readonly LoopDelaySample[];
  /** The language of the charts that show it; by default the notebook's. */
  readonly language?: Language;
  /** What the experiment returned. */
  readonly value: T;
}

/** One attempt to get one URL. All times are milliseconds since the recording began. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  /** 1, or one more than the failed attempt for the same method and URL that this request repeats. */
  readonly attempt: number;
  /** When the client made the request; waiting for a free connection counts as time of the request. */
  readonly startMs: number;
  /** When the status and headers of the answer arrived. Absent when none came. */
  readonly firstByteMs?: number;
  /** When the last byte arrived, or when it failed. Absent when it was still going at the recording's end. */
  readonly endMs?: number;
  readonly status?: number;
  /** Why no whole answer came, in one line: "ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:1". */
  readonly error?: string;
  /** Bytes of the body as they came over the network, so before decompression. */
  readonly bytes: number;
  readonly protocol: "http/1.1" | "h2";
}

/** How late a timer was that should have fired at `atMs`, in milliseconds since the recording began. */
export interface LoopDelaySample {
  readonly atMs: number;
  readonly delayMs: number;
}
