import type { CountryPage } from "../../practice-api/index.js";

/** What the homework's `scrape` gives back. */
export interface Scraped {
  /** The pages that came, in any order. */
  readonly countries: CountryPage[];
  /** The URLs of those that did not. */
  readonly failed: string[];
  /** How long it all took, in ms. */
  readonly totalMs: number;
}
