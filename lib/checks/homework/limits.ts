/** What the homework asks for, in figures; the lesson and the messages tell the same ones. */
export const homeworkLimits = {
  /** Seconds that every page takes where `scrape` is judged. */
  delayS: 2,
  /** The part of the existing pages that has to come. */
  success: 0.95,
  /** Below this part there is nothing to give points for. */
  minSuccess: 0.5,
  /** Where the server sent less than this part, how it was fetched cannot be judged. */
  minToJudge: 0.25,
  maxInFlight: 20,
  /** Fewer in flight than this at the busiest moment cannot be fast enough. */
  minInFlight: 10,
  /** How many times faster than one by one. */
  speedUp: 10,
  /** Attempts at one page that are asked for: one more costs a point. */
  askedAttempts: 5,
  /** A page that never comes is asked for again, but not for ever. */
  maxAttempts: 10,
  /** Waits before attempts 2, 3, 4 and 5, in ms: at least these. */
  waitsMs: [1000, 2000, 4000, 8000],
  /** And at most this many times as long: jitter may add up to as long again. */
  maxTimesTheWait: 2,
  /** Waits of no more than this, in ms, are none. */
  noWaitMs: 2,
  /** A mean third wait of less than this many times the mean first one did not grow: 4 as asked for. */
  minGrowth: 1.5,
  /** Timers count in whole ms, and a client may add some of its own before it sends: undici 1 ms, got up to 100. */
  roundingMs: { below: 1, above: 100 },
  /**
   * How long `scrape` may take, in s of virtual time: nearly twice as long as the 200 pages take one by one, so that this
   * is judged too; and for the few that fail ten times what they need.
   */
  timeS: { pages: 900, failures: 300 },
  /** After a call this much virtual time is watched for what goes on, in ms: longer than any wait that is asked for. */
  watchAfterMs: 30_000,
} as const;
