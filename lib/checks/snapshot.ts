import type { CheckRun } from "./check-server.js";

/** One request as the server saw it; times are virtual ms since the call began. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly startMs: number;
  /** Undefined while in flight. */
  readonly endMs: number | undefined;
  /** Undefined while in flight, and where there was no whole answer. */
  readonly status: number | undefined;
}

/** What the server had seen of a run at one moment. */
export interface ServerSnapshot {
  /** Requests that have arrived. */
  readonly asked: number;
  /** Requests that are over: answered, cut short, or given up by the client. */
  readonly over: number;
  readonly answered: number;
  readonly maxInFlight: number;
  readonly connectionsOpened: number;
  readonly connectionsOpen: number;
  /** In order of arrival. */
  readonly requests: readonly SeenRequest[];
}

/**
 * Takes down what the server has seen of a run so far.
 *
 * @param beganMs when the call began, in epoch ms of the clock that the server follows
 */
export function takeSnapshot(run: CheckRun, beganMs: number): ServerSnapshot {
  const observed = run.observed();
  // The server counts from the run's first request.
  const firstMs = observed.startedAt - beganMs;
  const requests = observed.attempts
    .flatMap(({ method, path, attempts }) =>
      attempts.map(({ startMs, endMs, status }) => ({
        method,
        path,
        startMs: firstMs + startMs,
        endMs: endMs === undefined ? undefined : firstMs + endMs,
        status,
      })),
    )
    .sort((a, b) => a.startMs - b.startMs);
  return {
    asked: observed.requests,
    over: observed.answered + observed.aborted + observed.cut,
    answered: observed.answered,
    maxInFlight: observed.maxInFlight,
    connectionsOpened: observed.connectionsOpened,
    connectionsOpen: observed.connectionsOpen,
    requests,
  };
}

/** The most requests, or calls, that were in flight at the same time. */
export function countMaxInFlight(
  requests: readonly { readonly startMs: number; readonly endMs: number | undefined }[],
): number {
  return Math.max(...requests.map(({ startMs }) => countInFlight(requests, startMs)));
}

/** How many were in flight at a moment. */
export function countInFlight(
  requests: readonly { readonly startMs: number; readonly endMs: number | undefined }[],
  ms: number,
): number {
  return requests.filter(({ startMs, endMs = Infinity }) => startMs <= ms && ms < endMs).length;
}
