import type { ToldGaps, ToldWait } from "./gaps.js";

/** The figures of each criterion, which its sentences tell. */
export interface Seen {
  success: {
    proven: number;
    exist: number;
    sent: number;
    notAsked: number;
    givenUp: number;
    rows: number;
    percent: number;
  };
  inFlight: { most: number; sent: number; exist: number };
  time: {
    ms: number;
    limitMs: number;
    /** One by one, of the pages that the server sent. */
    sequentialMs: number;
    times: number;
    most: number;
    sent: number;
    exist: number;
  };
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
  } & ToldGaps &
    ToldWait;
  report: {
    /** -1 where there is none. */
    totalMs: number;
    spanMs: number;
    rows: number;
    /** -1 where there is no such list. */
    failed: number;
    /** Pages that the rows hold as they came. */
    proven: number;
    /** Pages that the server sent, and those that it did not. */
    sent: number;
    notSent: number;
    successPrinted: boolean;
    timePrinted: boolean;
    /** Of the difficult pages, those that the server sent. */
    sentFailures: number;
  };
  closed: { inFlight: number; requestsAfter: number; connections: number };
}
