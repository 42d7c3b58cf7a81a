import type { ErrorFound, LocalizedJudgement } from "async-lab/checks";
import type { Language } from "@async-lab/notebook";

/** Why the run of a submission came to its end. */
export type RunEnd =
  | "completed"
  /** It waited for what can never happen: nothing is scheduled and nothing is in flight. */
  | "waits for ever"
  /** It used all of its time. */
  | "timed out"
  | "out of CPU time"
  | "out of memory"
  | "flooded its output"
  /** Ended from outside, by neither the grader nor itself. */
  | "killed"
  /** Its process ended by itself: `process.exit`, a crash. */
  | "process ended"
  /** The file could not be run at all; `Grade.unreadable` says why. */
  | "not run";

/** The same of a run that has a grade: who was killed is not graded. */
export type GradedEnd = Exclude<RunEnd, "killed">;

/** Why a notebook cannot be run, for a sentence in each language. */
export type Unreadable =
  | { readonly why: "empty" | "no JSON" | "no notebook" | "too large" | "no code" | "damaged cell" }
  | { readonly why: "old format" | "other kernel"; readonly what: string };

/** A cell of the submission that did not end well. */
export interface CellProblem {
  /** Counted from 1, among the code cells. */
  readonly cell: number;
  readonly kind: "type error" | "error" | "not reached";
  readonly error?: ErrorFound;
  /** The earlier cell that has to be fixed first: this one only lacks what that one declares. */
  readonly needs?: number;
}

/** A cell that should have defined `scrape`, and did not. */
export interface BrokenCell {
  readonly cell: number;
  readonly why: "does not compile" | "failed" | "not reached";
}

/** One request of a graded call, as the server saw it; virtual ms since the first. */
export interface SeenAttempt {
  readonly path: string;
  readonly attempt: number;
  readonly startMs: number;
  readonly endMs: number | undefined;
  readonly status: number | undefined;
}

/** What the grader found out about one submission. It does not say who handed it in. */
export interface Grade {
  readonly language: Language;
  readonly ended: GradedEnd;
  /** One line, where the file could not be run: it is no JSON, is empty, is for another kernel … */
  readonly unreadable?: string;
  readonly problems: readonly CellProblem[];
  /** The cell that should have defined `scrape`, where a problem of it kept it from being called. */
  readonly brokenCell?: number;
  /** What `scrape` threw, if it did. */
  readonly thrown?: ErrorFound;
  /** All six, in order. */
  readonly judgements: readonly LocalizedJudgement[];
  readonly points: number;
  readonly of: number;
  /** Of the 200 pages, for the timeline; empty where nothing was asked for. */
  readonly attempts: readonly SeenAttempt[];
  /** The same of the few pages that fail, by which retries are judged. */
  readonly difficult: readonly SeenAttempt[];
  readonly maxInFlight: number;
  readonly scrapeMs: number | undefined;
  readonly sequentialMs: number | undefined;
  /** The last lines it printed while it was graded. */
  readonly printed: string;
}

/** How a submission is graded. */
export interface GradeOptions {
  /** Wall time of one submission, in seconds: waits take none of it. */
  readonly timeoutS: number;
  /** Of the page where the notebook does not tell its own; English by default. */
  readonly language?: Language;
  /** Which pages fail, and how: the same seed, the same homework. A submission cannot see it. */
  readonly seed: number;
  /** Which of the jobs this is, from 0: jobs at the same time run as different users. */
  readonly slot?: number;
  readonly signal?: AbortSignal;
  /** Where no other user may read the course: run submissions as the grader's own user. */
  readonly sameUser?: boolean;
}

/** Grades the text of one notebook. Never throws for anything that the submission does. */
export type GradeNotebook = (text: string, options: GradeOptions) => Promise<Grade>;
