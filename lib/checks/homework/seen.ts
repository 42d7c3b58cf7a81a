import type { ToldGaps } from "./gaps.js";

/** The figures of each criterion, which its sentences tell. */
export interface Seen {
  success: { proven: number; exist: number; sent: number; rows: number; percent: number };
  inFlight: { most: number; sent: number; exist: number };
  time: {
    ms: number;
    limitMs: number;
    sequentialMs: number;
    times: number;
    proven: number;
    exist: number;
    /** Missing pages of the same run that were asked for again. */
    repeated: number;
  } & ToldGaps;
  retries: {
    /** Of the pages that fail three times. */
    came: number;
    of: number;
    /** Of the missing pages. */
    repeated: number;
    missing: number;
    /** Of the answers that asked for a second with `Retry-After`. */
    heeded: number;
    asking: number;
    /** At the page that never comes. */
    neverAttempts: number;
    /** Whether that page stands in `failed`. */
    listed: boolean;
    /** Whether `scrape` did not end, and this page was asked for on and on. */
    endless: boolean;
  } & ToldGaps;
  report: {
    /** -1 where there is none. */
    totalMs: number;
    spanMs: number;
    rows: number;
    /** -1 where there is no such list. */
    failed: number;
    proven: number;
    notProven: number;
    successPrinted: boolean;
    timePrinted: boolean;
    /** Of the difficult pages. */
    provenFailures: number;
  };
  closed: { inFlight: number; requestsAfter: number; connections: number };
}
