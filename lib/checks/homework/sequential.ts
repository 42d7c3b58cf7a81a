import { setTimeout as sleep } from "node:timers/promises";
import type { HomeworkRun } from "../../practice-api/index.js";

/** How the sequential run is made. */
export interface SequentialOptions {
  /**
   * Programs that each go one by one through their share of the pages, at the same time; their times are added. On an
   * otherwise idle server that comes to the same as one program, and takes less time. 1 unless told.
   */
  readonly lanes?: number;
  /** Called after each page. */
  readonly onPage?: (done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

const mostAttempts = 5;
const firstWaitMs = 100;
/** Taken before any cell can replace it. */
const ownFetch = globalThis.fetch;

/**
 * Fetches the pages of a homework run one by one, with the retries that the homework asks for: what the learner's time
 * is compared with.
 *
 * @returns how long it took, in ms
 * @throws what `fetch` throws, if the server is gone; the signal's reason, if it is aborted
 */
export async function runSequential(run: HomeworkRun, options: SequentialOptions = {}): Promise<number> {
  const { lanes = 1, onPage, signal } = options;
  let done = 0;
  const walk = async (lane: number): Promise<number> => {
    const started = performance.now();
    for (let at = lane; at < run.urls.length; at += lanes) {
      await fetchPage(run.urls[at] ?? "", signal);
      onPage?.((done += 1), run.urls.length);
    }
    return performance.now() - started;
  };
  const times = await Promise.all(Array.from({ length: lanes }, (_, lane) => walk(lane)));
  return times.reduce((sum, ms) => sum + ms, 0);
}

async function fetchPage(url: string, signal: AbortSignal | undefined): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ownFetch(url, signal ? { signal } : {});
    const text = await answer.text();
    if (answer.ok) return JSON.parse(text);
    if (answer.status < 500 || attempt === mostAttempts) return undefined;
    const retryAfterS = Number(answer.headers.get("retry-after") ?? 0);
    await sleep(retryWaitMs(attempt, retryAfterS), undefined, signal ? { signal } : {});
  }
}

/**
 * How long a page waits after a failed attempt, in ms: 1, 2, 4 and 8 tenths of a second, or longer where it is asked to.
 *
 * @param attempt the one that failed, counted from 1
 * @param retryAfterS what the server asked for, in seconds; 0 where it asked for nothing
 * @example retryWaitMs(3, 0); // 400
 */
export function retryWaitMs(attempt: number, retryAfterS: number): number {
  return Math.max(firstWaitMs * 2 ** (attempt - 1), retryAfterS * 1000);
}
