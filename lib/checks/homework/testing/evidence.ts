import {
  readCountries,
  type HomeworkPage,
  type HomeworkRun,
  type ObservedAttempt,
  type ObservedUrl,
} from "@async-lab/practice-api";
import type { ScrapeEvidence } from "../evidence.js";

type Attempt = readonly [startMs: number, endMs: number | undefined, status: number];

/** A page's attempts, one after the other: each takes `takesMs`, and before the next one it waits. */
export function attempts(
  startMs: number,
  statuses: readonly number[],
  waits: readonly number[],
  takesMs = 2115,
): Attempt[] {
  let at = startMs;
  return statuses.map((status, index) => {
    const from = at;
    at = from + takesMs + (waits[index] ?? 0);
    return [from, from + takesMs, status];
  });
}

/** The evidence of a call that did everything right, with its parts to be changed. */
export function makeEvidence(
  part: "pages" | "failures",
  planned: readonly Omit<HomeworkPage, "path" | "token">[],
) {
  const pages = planned.map((page) => ({
    ...page,
    path: `/homework/${page.code}`,
    token: `token-${page.code}`,
  }));
  const run: HomeworkRun = {
    part,
    run: part,
    urls: pages.map(({ path }) => `http://127.0.0.1:1/r/${part}${path}`),
    pages,
    delay: 2,
  };
  const waits = [1000, 2000, 4000, 8000];
  const log = new Map(
    pages.map((page, index) => {
      const failures = page.never ? 5 : page.failures;
      const statuses = Array.from({ length: failures }, () => 503);
      if (!page.never) statuses.push(page.missing ? 404 : 200);
      const own = page.retryAfterS === undefined ? waits : [1000 * page.retryAfterS];
      return [page.code, attempts(115 * index, statuses, own)];
    }),
  );
  const comes = pages.filter(({ missing, never }) => !missing && !never);
  const all = new Map(readCountries().map((country) => [country.code, country]));
  const value = {
    countries: comes.map(({ code, token }) => ({ ...all.get(code), token })),
    failed: pages.flatMap(({ missing, never }, index) => (missing || never ? [run.urls[index] ?? ""] : [])),
    totalMs: 25_000,
  };
  const make = (changes: Partial<ScrapeEvidence> & { maxInFlight?: number } = {}): ScrapeEvidence => {
    const urls = [...log].map(([code, list]): ObservedUrl => ({
      method: "GET",
      url: `http://127.0.0.1:1/r/${part}/homework/${code}`,
      path: `/homework/${code}`,
      attempts: list.map(readAttempt),
      gapsMs: [],
    }));
    const { maxInFlight = Math.min(20, pages.length), ...rest } = changes;
    return {
      run,
      observed: {
        startedAt: 0,
        requests: [...log.values()].flat().length,
        maxInFlight,
        attempts: urls,
        requestsNotListed: 0,
      },
      ended: "returned",
      callMs: 25_010,
      endedAt: part === "pages" ? 25_005 : 60_000,
      value: JSON.parse(JSON.stringify(value)) as unknown,
      printed: `${comes.length} of ${pages.length} pages in 25.00 s`,
      left: { inFlight: 0, requestsAfter: 0, connections: 0 },
      ...rest,
    };
  };
  return { run, pages, log, value, make };
}

function readAttempt([startMs, endMs, status]: Attempt): ObservedAttempt {
  return {
    startMs,
    endMs,
    status: endMs === undefined ? undefined : status,
    aborted: false,
    cut: false,
    userAgent: undefined,
    idempotencyKey: undefined,
  };
}
