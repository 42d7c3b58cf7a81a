import type { Observed, PracticeApi } from "../practice-api/index.js";

/** One request as the server saw it; times are ms since the run's first request. */
export interface SeenRequest {
  readonly path: string;
  readonly startMs: number;
  /** Undefined while in flight. */
  readonly endMs: number | undefined;
}

/** What the server had seen of a run at one moment. */
export interface Sighting {
  /** Requests that have arrived. */
  readonly asked: number;
  /** Requests that are over: answered, or given up by the client. */
  readonly over: number;
  readonly answered: number;
  readonly mostInFlight: number;
  /** In order of arrival. */
  readonly requests: readonly SeenRequest[];
}

/** Asks the server what it has seen of a run so far. */
export async function look(run: PracticeApi): Promise<Sighting> {
  const observed: Observed = await run.observed();
  const requests = observed.attempts
    .flatMap(({ path, attempts }) =>
      attempts.map((attempt) => ({ path, startMs: attempt.startMs, endMs: attempt.endMs })),
    )
    .sort((a, b) => a.startMs - b.startMs);
  return {
    asked: observed.requests,
    over: observed.answered + observed.aborted,
    answered: observed.answered,
    mostInFlight: observed.mostInFlight,
    requests,
  };
}
