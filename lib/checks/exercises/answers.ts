import type { Country } from "../../practice-api/index.js";

/**
 * What an answer to each exercise is: `check` takes nothing else, and TypeScript says so in the cell.
 *
 * Written out rather than named, so that the compiler's message shows the signature.
 */
export interface Answers {
  /** The labels in the order in which they print. */
  "00-order": readonly string[];
  /** The name of the function that froze the event loop. */
  "00-frozen": string;
  /** Fetches the pages one after another, in the order of the URLs. */
  "01-one-by-one": (urls: string[]) => Promise<Country[]>;
  /** Fetches all pages at once; they come back in the order of the URLs. */
  "02-all": (urls: string[]) => Promise<Country[]>;
  /** Fetches all pages at once and yields each as soon as it arrives. */
  "02-as-completed": (urls: string[]) => AsyncIterable<Country>;
  /** Fetches all pages at once and loses nothing when some of them fail. */
  "02-settled": (
    urls: string[],
  ) => Promise<{ pages: Country[]; failures: { url: string; reason: string }[] }>;
  /** Fetches all pages with ten requests in flight, never more; they come back in the order of the URLs. */
  "03-limit": (urls: string[]) => Promise<Country[]>;
  /** Starts `perSecond` requests a second, evenly spread; the pages come back in the order of the URLs. */
  "03-rate": (urls: string[], perSecond: number) => Promise<Country[]>;
  /**
   * Fetches one page as JSON, in at most 5 attempts. Before the next one it waits 1, 2, 4 and 8 times `second` (in ms),
   * or as long again at most (jitter); and at least as long as `Retry-After` says, in real seconds.
   */
  "04-retry": (url: string, second: number) => Promise<unknown>;
}

/** The id of an exercise. */
export type ExerciseId = keyof Answers;

/** What came of a list of URLs of which some may fail. */
export type Settled = Awaited<ReturnType<Answers["02-settled"]>>;

/** A URL that failed, and why. */
export type Failure = Settled["failures"][number];
