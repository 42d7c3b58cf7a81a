/** `limit` requests in any `windowMs`. */
export interface Rate {
  readonly limit: number;
  readonly windowMs: number;
}

/** What a limiter decides on a request. */
export type Decision =
  | { readonly kind: "accepted"; readonly remaining: number; readonly resetMs: number }
  | { readonly kind: "rejected"; readonly retryMs: number };

/**
 * A sliding-window log: accepts at most `limit` requests in any interval of `windowMs`.
 *
 * Rejected requests do not count against the limit. They count as strikes, until a pause of half a window: a client that
 * honors `Retry-After` always pauses that long, and one that ignores it never does.
 *
 * @example
 * const window = new SlidingWindow({ limit: 10, windowMs: 1000 });
 * window.tryAcquire(performance.now()).kind; // "accepted"
 */
export class SlidingWindow {
  /** Rejected requests since the last pause. */
  strikes = 0;
  private accepted: number[] = [];
  private lastMs = -Infinity;

  constructor(private readonly rate: Rate) {}

  /** Whether a request at this time is accepted. */
  tryAcquire(nowMs: number): Decision {
    const { limit, windowMs } = this.rate;
    if (nowMs - this.lastMs >= windowMs / 2) this.strikes = 0;
    this.lastMs = nowMs;
    this.accepted = this.accepted.filter((atMs) => nowMs - atMs < windowMs);
    const resetMs = windowMs - (nowMs - (this.accepted[0] ?? nowMs));
    if (this.accepted.length < limit) {
      this.accepted.push(nowMs);
      return { kind: "accepted", remaining: limit - this.accepted.length, resetMs };
    }
    this.strikes += 1;
    return { kind: "rejected", retryMs: resetMs };
  }
}
