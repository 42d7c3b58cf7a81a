/** A deck as python/make_slides.py writes it: what is on each slide, and where. */
import type { Language } from "../model.js";

export interface Deck {
  readonly language: Language;
  readonly title: string;
  readonly subject: string;
  /** ISO 8601, in UTC: of the properties and of the archive. */
  readonly date: string;
  readonly slides: readonly Slide[];
}

export interface Slide {
  readonly layout: "cover" | "lesson" | "content" | "picture";
  readonly title: string;
  /** Of the cover and of a lesson's title: the line under it. */
  readonly subtitle?: string;
  /** At the foot: which lesson it belongs to. */
  readonly footer: string;
  readonly blocks: readonly Placed[];
  /** Paragraphs of the speaker's notes. */
  readonly notes: readonly string[];
}

export type Block = TextBlock | CalloutBlock | CodeBlock | OutputBlock | TableBlock | PictureBlock;

/** Where a block stands, in inches from the slide's upper left corner. */
export type Placed = Block & { readonly box: Box };

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A piece of text in one style. */
export interface Run {
  readonly text: string;
  readonly code?: true;
  readonly bold?: true;
  readonly italic?: true;
  readonly link?: string;
  /** Six hexadecimal digits, of highlighted code. */
  readonly color?: string;
}

export interface TextBlock {
  readonly kind: "text";
  /** In points, as every size here. */
  readonly size: number;
  readonly paragraphs: readonly Paragraph[];
}

export interface Paragraph {
  readonly runs: readonly Run[];
  readonly list?: "bullet" | "number";
  /** Its place in the list, from 1. */
  readonly number?: number;
}

/** What stands out: the place for a prediction, what was measured. */
export interface CalloutBlock {
  readonly kind: "callout";
  readonly size: number;
  readonly runs: readonly Run[];
}

export interface CodeBlock {
  readonly kind: "code";
  readonly size: number;
  readonly lines: readonly (readonly Run[])[];
}

/** What a cell printed, or the error that it was meant to end with. */
export interface OutputBlock {
  readonly kind: "output";
  readonly size: number;
  readonly lines: readonly string[];
  readonly failed: boolean;
}

/** Its first row is the head. */
export interface TableBlock {
  readonly kind: "table";
  readonly size: number;
  readonly rows: readonly (readonly (readonly Run[])[])[];
  /** Widths of the columns and heights of the rows, in inches. */
  readonly columns: readonly number[];
  readonly heights: readonly number[];
}

export interface PictureBlock {
  readonly kind: "picture";
  readonly svg: string;
  /** The alternative text. */
  readonly description: string;
  /** Height for a width of one. */
  readonly ratio: number;
}
