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
}

/** The id of an exercise. */
export type ExerciseId = keyof Answers;

/** What came of a list of URLs of which some may fail. */
export type Settled = Awaited<ReturnType<Answers["02-settled"]>>;

/** A URL that failed, and why. */
export type Failure = Settled["failures"][number];
