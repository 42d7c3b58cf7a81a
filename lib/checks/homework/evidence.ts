import type { HomeworkRun, Observed } from "@async-lab/practice-api";
import type { ErrorFound } from "../outcome.js";

/** How one call of `scrape` ended. */
export type CallEnd =
  | "returned"
  | "threw"
  /** Its body is still `todo()`. */
  | "not written"
  /** It waits for what can never happen: nothing is scheduled and nothing is in flight. */
  | "never settled"
  /** It used all of its time: of the virtual clock, or of the processor. */
  | "timed out"
  | "process ended"
  | "not called";

/** One call of `scrape`, and what the server saw of it. Nothing of `value` or `printed` is to be believed unproven. */
export interface ScrapeEvidence {
  readonly run: HomeworkRun;
  /** Taken when the call had ended, and for a while after; times are virtual ms. */
  readonly observed: Pick<
    Observed,
    "startedAt" | "requests" | "maxInFlight" | "attempts" | "requestsNotListed"
  >;
  readonly ended: CallEnd;
  /** How long the call took, in virtual ms: what `scrape` can tell of is between this and what the server saw. */
  readonly callMs: number;
  /** When it ended, in epoch ms of the server's clock. */
  readonly endedAt: number;
  /** What `scrape` returned, through JSON. */
  readonly value: unknown;
  /** What it wrote to stdout meanwhile; of a long text the end. */
  readonly printed: string;
  readonly error?: ErrorFound;
  /** When the call had ended: what was still in flight, what came after, and connections that stayed open although idle ones had been closed by the server. */
  readonly left: { readonly inFlight: number; readonly requestsAfter: number; readonly connections: number };
}

/** All that the homework is judged by. */
export interface HomeworkEvidence {
  readonly pages: ScrapeEvidence;
  readonly failures: ScrapeEvidence;
  /** What the same pages take one by one, in ms. */
  readonly sequentialMs: number;
}
