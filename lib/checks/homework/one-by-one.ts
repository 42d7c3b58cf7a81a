/** The pages of a homework one by one: what the learner's time is compared with. */
import type { HomeworkPage, HomeworkRun } from "@async-lab/practice-api";
import type { RecordedRequest, Recording } from "../../record/index.js";
import { homeworkLimits } from "./limits.js";

/**
 * Works out the run of pages one by one, with the retries that the homework asks for. It needs no measuring: each attempt
 * takes the run's delay, and each wait is as long as it is asked to be.
 *
 * @param name what charts call it
 * @returns what a recording of it would hold; `totalMs` is how long it takes
 * @example planOneByOne(run, "one by one").totalMs; // 435000
 */
export function planOneByOne({ pages, urls, delay }: HomeworkRun, name = ""): Recording<undefined> {
  const requests: RecordedRequest[] = [];
  let atMs = 0;
  for (const [index, page] of pages.entries()) {
    const statuses = planStatuses(page);
    for (const [failed, status] of statuses.entries()) {
      if (failed > 0) atMs += waitBeforeMs(failed, page);
      const endMs = atMs + delay * 1000;
      const url = urls[index] ?? "";
      requests.push({
        ...plainGet,
        url,
        attempt: failed + 1,
        startMs: atMs,
        firstByteMs: endMs,
        endMs,
        status,
      });
      atMs = endMs;
    }
  }
  return { name, startedAt: 0, totalMs: atMs, requests, loopDelay: [], value: undefined };
}

/** What a request of these pages is like, whoever sends it. */
export const plainGet = { method: "GET", bytes: 0, protocol: "http/1.1" } as const;

function planStatuses({ failures, never, missing }: HomeworkPage): number[] {
  const failed = Array.from({ length: never ? homeworkLimits.askedAttempts : failures }, () => 503);
  return never ? failed : [...failed, missing ? 404 : 200];
}

/** @param failed how many attempts at the page have failed */
function waitBeforeMs(failed: number, { retryAfterS = 0 }: HomeworkPage): number {
  return Math.max(homeworkLimits.waitsMs[failed - 1] ?? 0, retryAfterS * 1000);
}
