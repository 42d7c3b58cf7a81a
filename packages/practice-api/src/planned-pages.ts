import { LruMap } from "./lru-map.js";

/** What a planned page answers to one attempt. */
export interface PlannedAnswer {
  /** A status below 400 brings the page; `"reset"` breaks the connection without an answer. */
  readonly status: number | "reset";
  /** The header `Retry-After`. */
  readonly retryAfter?: string;
  /** Seconds until the answer; 0 unless told. */
  readonly delay?: number;
}

/** Says what an attempt, counted from 1, is answered; called when it arrives. */
export type Plan = (attempt: number) => PlannedAnswer;

const maxPages = 1000;

/** Pages whose answers are planned by a program in this process, and do not depend on their URLs. */
export class PlannedPages {
  private readonly pages = new LruMap<string, { readonly plan: Plan; attempts: number }>(maxPages);

  /** Plans a page of a run; one that was planned before begins again. */
  set(run: string, id: string, plan: Plan): void {
    this.pages.set(`${run} ${id}`, { plan, attempts: 0 });
  }

  /** Counts one more attempt; `undefined` where no such page was planned. */
  next(run: string, id: string): { readonly attempt: number; readonly answer: PlannedAnswer } | undefined {
    const page = this.pages.get(`${run} ${id}`);
    if (!page) return undefined;
    page.attempts += 1;
    return { attempt: page.attempts, answer: page.plan(page.attempts) };
  }
}
