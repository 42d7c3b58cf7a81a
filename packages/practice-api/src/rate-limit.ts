/** What a page may be asked for: `limit` requests in any `windowMs`. */
export interface Rate {
  readonly limit: number;
  readonly windowMs: number;
}

/** What a limiter answers to a request. */
export type Decision =
  | { readonly kind: "accepted"; readonly remaining: number; readonly resetMs: number }
  | { readonly kind: "refused"; readonly retryMs: number };

/**
 * A sliding window: of the requests that it accepts, no more than the limit lie in any stretch of the window's length.
 *
 * Refused requests take no room in it. They are counted as strikes until there is a pause: half a window without a
 * request, which who heeds `Retry-After` always makes, and who goes on regardless never does.
 *
 * @example
 * const window = new SlidingWindow({ limit: 10, windowMs: 1000 });
 * window.ask(performance.now()).kind; // "accepted"
 */
export class SlidingWindow {
  /** Refused requests since the last pause. */
  strikes = 0;
  private accepted: number[] = [];
  private lastMs = -Infinity;

  constructor(private readonly rate: Rate) {}

  ask(nowMs: number): Decision {
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
    return { kind: "refused", retryMs: resetMs };
  }
}
