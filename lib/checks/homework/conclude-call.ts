import type { VirtualTime } from "virtual-time";
import type { HomeworkRun, Observed } from "@async-lab/practice-api";
import type { ScrapeEvidence } from "./evidence.js";
import { homeworkLimits } from "./limits.js";

/** A client may have connected for a request that then took another way: undici closes such a connection after 4 s. */
const unusedMs = 10_000;

/** The server that a call of `scrape` asked, on the clock that the call followed. */
export interface HomeworkServer {
  observed(run: string): Observed;
  /** Closes what clients keep for later requests. */
  closeIdleConnections(): void;
  /** Connections that are open now. */
  countConnections(): number;
}

/** What was seen of a call that has ended. */
export type Concluded = Pick<ScrapeEvidence, "observed" | "left">;

/**
 * Watches what a call has left behind: in flight at its end, asked for later, and connections that nobody closes.
 *
 * To be called at the moment when it has ended; takes half a minute of virtual time.
 */
export async function concludeCall(
  { run }: HomeworkRun,
  server: HomeworkServer,
  time: Pick<VirtualTime, "advance" | "settle">,
): Promise<Concluded> {
  // What is on its way at this moment has been sent before the end.
  await time.settle();
  const { requests, inFlight, maxInFlight } = server.observed(run);
  await time.advance(homeworkLimits.watchAfterMs);
  server.closeIdleConnections();
  await time.advance(unusedMs);
  const { startedAt, attempts, requestsNotListed, ...after } = server.observed(run);
  return {
    // What comes after the end is only counted; `maxInFlight` is that of the call.
    observed: { startedAt, requests: after.requests, maxInFlight, attempts, requestsNotListed },
    left: {
      inFlight,
      requestsAfter: after.requests - requests,
      connections: server.countConnections(),
    },
  };
}
