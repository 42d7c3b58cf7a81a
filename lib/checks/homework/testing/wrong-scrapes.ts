/** Wrong answers to the homework, as learners write them. */
import pLimit from "p-limit";
import type { CountryPage } from "@async-lab/practice-api";
import type { Scraped } from "../check-homework.js";
import {
  byFetch,
  exponential,
  insideTheSlot,
  loopsOverOneQueue,
  maxAttempts,
  once,
  report,
  retrying,
  second,
  type Scrape,
} from "./scrape-parts.js";

const swallow = (scrape: Scrape, change: (scraped: Scraped) => Scraped): Scrape => {
  return async (urls) => change(await scrape(urls));
};
const right = loopsOverOneQueue(20);

/** Each with criteria that it misses, and why. */
export const wrongScrapes: Readonly<Record<string, { scrape: Scrape; reasons: Record<string, string> }>> = {
  "seconds taken for milliseconds": {
    scrape: insideTheSlot(byFetch, (retry) => exponential(retry) / 100),
    reasons: { retries: "waits-too-short" },
  },
  "full jitter": {
    scrape: insideTheSlot(byFetch, (retry) => (retry % 2 === 0 ? 0.9 : 0.4) * exponential(retry)),
    reasons: { retries: "waits-too-short" },
  },
  "waits that grow in equal steps": {
    scrape: insideTheSlot(byFetch, (retry) => second * retry),
    reasons: { retries: "waits-too-short" },
  },
  "waits three times as long each": {
    scrape: insideTheSlot(byFetch, (retry) => second * 3 ** (retry - 1)),
    reasons: { retries: "waits-too-long" },
  },
  "two seconds first, then doubled, with jitter": {
    scrape: insideTheSlot(byFetch, (retry) => 2.5 * exponential(retry)),
    reasons: { retries: "waits-too-long" },
  },
  "a wait that nobody ends": {
    scrape: insideTheSlot(
      byFetch,
      () => NaN,
      maxAttempts,
      () => new Promise(() => undefined),
    ),
    reasons: { success: "never-settles" },
  },
  "retries for ever": {
    scrape: insideTheSlot(byFetch, () => second, Infinity),
    reasons: { retries: "never-gives-up" },
  },
  "waits twenty times as long": {
    scrape: insideTheSlot(byFetch, (retry) => 20 * Math.min(exponential(retry), 2 * second)),
    reasons: { retries: "waits-too-long" },
  },
  "nothing awaited": {
    scrape: (urls) => {
      const start = performance.now();
      const countries: CountryPage[] = [];
      const limit = pLimit(20);
      const get = async (url: string) => countries.push(await retrying(() => once(url)));
      for (const url of urls) void limit(() => get(url).catch(() => undefined));
      return Promise.resolve(report({ countries, failed: [], totalMs: performance.now() - start }));
    },
    reasons: {
      success: "returned-early",
      time: "too-few-pages-to-judge",
      inFlight: "too-few-pages-to-judge",
      report: "counts-not-true",
      closed: "requests-after-the-end",
    },
  },
  "made-up rows": {
    scrape: swallow(right, ({ countries, failed, totalMs }) => ({
      countries: countries.map((page) => ({ ...page, token: "made-up" })),
      failed,
      totalMs,
    })),
    reasons: { success: "rows-not-as-sent" },
  },
  "a missing page taken for a page": {
    scrape: insideTheSlot(async (url) => {
      const answer = await byFetch(url);
      return { ...answer, status: answer.status === 404 ? 200 : answer.status };
    }),
    reasons: { report: "counts-not-true" },
  },
  "a report with a false time": {
    scrape: swallow(right, (scraped) => ({ ...scraped, totalMs: scraped.totalMs / 1000 })),
    reasons: { report: "total-not-true" },
  },
};
