/** A lesson that was executed, solved, as all materials are made from it. */
import type { languages } from "async-lab/lessons";

export type Language = (typeof languages)[number];

export interface ExecutedLesson {
  readonly language: Language;
  /** For example `01-one-by-one`. */
  readonly name: string;
  readonly cells: readonly ExecutedCell[];
  /** Where and when it ran: for what was measured in real time. */
  readonly ran: { readonly machine: string; readonly date: string };
}

export interface ExecutedCell {
  readonly id: string;
  readonly type: "code" | "markdown";
  /** As handed out: of an exercise the starter, although its solution is what ran. */
  readonly source: string;
  readonly tags: readonly string[];
  /** What Jupyter's slide metadata says (`metadata.slideshow.slide_type`); `-` goes on with the slide before. */
  readonly slide: SlideType;
  /** `virtual` where the clock skips the waits: the same figures each time. What is `real` was measured. */
  readonly clock: "virtual" | "real";
  /** What the cell showed: progress bars in their final state, streams joined, no ANSI escapes, ports and run ids made equal. */
  readonly outputs: readonly Output[];
}

export type SlideType = "slide" | "subslide" | "fragment" | "skip" | "notes" | "-";

export type Output = TextOutput | ChartOutput | HtmlOutput | ErrorOutput;

export interface TextOutput {
  readonly kind: "text";
  /** `result` is the value of the cell's last line. */
  readonly from: "stdout" | "stderr" | "result";
  readonly text: string;
}

export interface ChartOutput {
  readonly kind: "chart";
  /** The sentence that a screen reader gets. */
  readonly description: string;
  readonly svg: string;
  /** Vega-Lite 5. */
  readonly specification: unknown;
}

/** A verdict, a table, a progress bar. */
export interface HtmlOutput {
  readonly kind: "html";
  readonly html: string;
  /** What stands for it where there is no HTML. */
  readonly text: string;
}

/** Of a cell that is meant to fail. */
export interface ErrorOutput {
  readonly kind: "error";
  readonly name: string;
  readonly message: string;
  /** Without ANSI escapes. */
  readonly traceback: string;
}
