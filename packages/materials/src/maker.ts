/** What every maker of materials is given. */
import type { ExecutedLesson, Language } from "./model.js";

export interface MakeOptions {
  readonly language: Language;
  /** `index`, the first page, and then the lessons in order. */
  readonly lessons: readonly ExecutedLesson[];
  /** The course's folder: where `notebooks/` and `node_modules/` are. */
  readonly course: string;
  /** Where the result goes; it exists. */
  readonly folder: string;
  /** An empty folder for what is made on the way. */
  readonly scratch: string;
  /** The Python of `.venv-materials`. */
  readonly python: string;
  /** What the materials say that they were made on. */
  readonly date: Date;
  readonly signal: AbortSignal;
}

/** Makes one of the materials; throws where it cannot, and ends what it started when the signal aborts. */
export type Maker = (options: MakeOptions) => Promise<void>;
