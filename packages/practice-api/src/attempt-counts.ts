import { RecentMap } from "./recent-map.js";

const mostIds = 50_000;

/** How often each page of each run was asked for. */
export class AttemptCounts {
  private readonly counts = new RecentMap<string, number>(mostIds);

  /** Counts one more attempt at a page; returns its number, from 1. */
  next(run: string, page: string): number {
    const key = `${run} ${page}`;
    const attempt = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, attempt);
    return attempt;
  }
}
