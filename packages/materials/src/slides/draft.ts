/** What goes on a slide, before it is known how much of it fits. */
import type { Run } from "./deck.js";

export interface Draft {
  readonly title: string;
  readonly blocks: readonly DraftBlock[];
  readonly notes: readonly string[];
}

export type DraftBlock =
  | { readonly kind: "text"; readonly paragraphs: readonly DraftParagraph[] }
  | { readonly kind: "callout"; readonly runs: readonly Run[] }
  | { readonly kind: "code"; readonly code: string; readonly language: string }
  | { readonly kind: "output"; readonly text: string; readonly failed: boolean }
  | { readonly kind: "table"; readonly rows: Rows }
  | { readonly kind: "picture"; readonly svg: string; readonly description: string };

/** The first one is the head. */
export type Rows = readonly (readonly (readonly Run[])[])[];

export interface DraftParagraph {
  readonly runs: readonly Run[];
  /** Its first sentence, where all of it does not fit. */
  readonly short: readonly Run[];
  readonly list?: "bullet" | "number";
  /** Its place in the list, from 1. */
  readonly number?: number;
}
