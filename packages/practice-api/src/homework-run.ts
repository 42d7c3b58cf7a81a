/** Which pages a homework run asks for: 200 of them, or a few that fail, to look at the retries alone. */
export type HomeworkPart = "pages" | "failures";

/** One page of a homework run, and what the server is going to do with it. Plain JSON. */
export interface HomeworkPage {
  readonly code: string;
  /** `/homework/ARG`, as it stands in `Observed.attempts`. */
  readonly path: string;
  /** Answers with a 5xx before the page comes. */
  readonly failures: number;
  /** It never comes: every answer is a 5xx. */
  readonly never: boolean;
  /** The 503 before the page asks for this many seconds in `Retry-After`. */
  readonly retryAfterS?: number;
  /** Answered 404, always: repeating it is in vain. */
  readonly missing: boolean;
  /** Stands in the page, and nowhere else: whoever has it has fetched the page in this run. */
  readonly token: string;
}

/** A homework run, opened. Plain JSON. */
export interface HomeworkRun {
  readonly part: HomeworkPart;
  /** The run's id, as in `/r/<run>/…`. */
  readonly run: string;
  /** In the order in which a learner's function is given them. */
  readonly urls: readonly string[];
  /** In the same order. */
  readonly pages: readonly HomeworkPage[];
  /** Seconds that every page takes. */
  readonly delay: number;
}

/** How a homework run is opened. */
export interface HomeworkOptions {
  /** Seconds that every page takes; 0.1 unless told. */
  readonly delay?: number;
}

/** Seconds that every page takes where nobody says otherwise. */
export const homeworkDelay = 0.1;
