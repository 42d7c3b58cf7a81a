import type { CountryPage } from "@async-lab/practice-api";

/** What the homework's `scrape` gives back. */
export interface Scraped {
  /** The pages that came, in any order. */
  readonly countries: CountryPage[];
  /** The URLs of those that did not. */
  readonly failed: string[];
  /** How long it all took, in ms. */
  readonly totalMs: number;
}
