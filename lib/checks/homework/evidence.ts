import type { HomeworkRun, Observed } from "../../practice-api/index.js";
import type { ErrorFound } from "../verdict.js";

/** How one call of `scrape` ended; `"not written"` where its body is still `todo()`. */
export type CallEnd = "returned" | "threw" | "not written" | "timed out" | "process ended" | "not called";

/** One call of `scrape`, and what the server saw of it. Nothing of `value` or `printed` is to be believed unproven. */
export interface ScrapeEvidence {
  readonly run: HomeworkRun;
  /** Taken when the call had ended and requests on their way had arrived. */
  readonly observed: Pick<Observed, "requests" | "mostInFlight" | "attempts" | "requestsNotListed">;
  readonly ended: CallEnd;
  /** How long the call took, in ms, as whoever called it measured: what `scrape` can tell of is between this and what the server saw. */
  readonly callMs: number;
  /** What `scrape` returned, through JSON. */
  readonly value: unknown;
  /** What it wrote to stdout meanwhile; of a long text the end. */
  readonly printed: string;
  readonly error?: ErrorFound;
  /** When the call had ended, a moment later: what was still in flight, what came after, and connections that stayed open although idle ones had been closed by the server. */
  readonly left: { readonly inFlight: number; readonly requestsAfter: number; readonly connections: number };
}

/** All that the homework is judged by. */
export interface HomeworkEvidence {
  readonly pages: ScrapeEvidence;
  readonly failures: ScrapeEvidence;
  /** The same pages one by one, measured in the same session, in ms. */
  readonly sequentialMs: number;
}
