/** What the homework asks for, in figures; the lesson and the messages tell the same ones. */
export const homeworkLimits = {
  /** The part of the existing pages that has to come. */
  success: 0.95,
  /** Below this part there is nothing to give points for. */
  leastSuccess: 0.5,
  mostInFlight: 20,
  /** Fewer in flight than this at the busiest moment is not concurrent. */
  leastInFlight: 10,
  /** How many times faster than one by one. */
  speedUp: 10,
  /** Attempts at one page that are asked for: one more costs a point. */
  askedAttempts: 5,
  /** A page that never comes is asked for again, but not for ever. */
  mostAttempts: 10,
  /**
   * Mean wait before the first retry, in ms. The wait that is asked for is 100; full jitter, which is drawn from 0 to 100,
   * has a mean of 50 and over 13 pages falls below 20 once in 10 000 times.
   * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
   */
  leastFirstGapMs: 20,
  /**
   * Third wait where there is no jitter, in ms: half of the 400 that are asked for. The third one, since a moment in which
   * the machine is busy makes the shorter ones look long.
   */
  leastSteadyThirdGapMs: 200,
  /** Waits that do not grow and are shorter than half of what is asked for are none: the machine was slow to ask again. */
  shortFirstGapMs: 50,
  /** Mean first wait, in ms, from which on waits may be why it takes long: five times what is asked for. */
  longFirstGapMs: 500,
  /** Third wait / first one: 4 as asked for, 3 where waits grow in equal steps, 1 where they do not grow. */
  leastGrowth: 1.5,
  /** Shortest wait / median one, from which on there is little jitter; up to as long again has 0.67, full jitter 0. */
  steady: 0.7,
  /** Of the second that `Retry-After` asks for; timers are not exact. */
  retryAfterMs: 950,
  /** How far a reported time may lie from the server's: what comes before the first request and after the last is not seen there. */
  reportTolerance: { part: 0.25, ms: 250 },
} as const;
