import type { Country } from "@async-lab/practice-api";

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
  /** Times each client's rounds, in turn and after a warm-up, in ms. */
  "05-benchmark": (
    clients: Record<string, (url: string) => Promise<unknown>>,
    urls: string[],
    rounds: number,
  ) => Promise<{ name: string; median: number; min: number; max: number }[]>;
  /** Fetches all pages and waits for them without blocking; they come back in the order of the URLs. */
  "06-loop": (urls: string[]) => Promise<Country[]>;
  /** Fetches every page, saves it, and returns how many were saved. */
  "06-await": (urls: string[], save: (page: Country) => Promise<void>) => Promise<number>;
  /** Fetches all pages at once, with nothing that blocks the event loop. */
  "06-blocking": (urls: string[]) => Promise<Country[]>;
  /** Gets all pages with at most `limit` requests in any `seconds`; returns their numbers in the order of the URLs. */
  "06-ban": (urls: string[], limit: number, seconds: number) => Promise<number[]>;
  /** Fetches all pages over connections that are reused, and closed in the end. */
  "06-close": (urls: string[]) => Promise<Country[]>;
  /** Applies the default export of `file` to every item, in this many worker threads; results in the items' order. */
  "07-parallel": (items: number[], file: string, workers: number) => Promise<number[]>;
  /** Where each piece of work belongs: "loop", "thread" or "process". */
  "07-choose": {
    pages: string;
    query: string;
    primes: string;
    simulation: string;
    mean: string;
    training: string;
    crashes: string;
  };
  /** A test: throws if the `retry` that it is given is wrong. */
  "08-test": (
    retry: (
      task: () => Promise<string>,
      attempts: number,
      wait: (ms: number) => Promise<void>,
    ) => Promise<string>,
  ) => Promise<void>;
}

/** The id of an exercise. */
export type ExerciseId = keyof Answers;

/** What came of a list of URLs of which some may fail. */
export type Settled = Awaited<ReturnType<Answers["02-settled"]>>;

/** A URL that failed, and why. */
export type Failure = Settled["failures"][number];

/** The times of one client, in ms. */
export type Summary = Awaited<ReturnType<Answers["05-benchmark"]>>[number];

/** Calls a task until it succeeds. */
export type Retry = Parameters<Answers["08-test"]>[0];
