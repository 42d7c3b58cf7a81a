/** Wrong answers to the homework, as learners write them. */
import pLimit from "p-limit";
import type { CountryPage } from "../../../practice-api/index.js";
import type { Scraped } from "../scraped.js";
import {
  byFetch,
  exponential,
  gather,
  insideTheSlot,
  loopsOverOneQueue,
  mostAttempts,
  once,
  outsideTheSlot,
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
  "one by one": {
    scrape: loopsOverOneQueue(1),
    reasons: { inFlight: "not-concurrent", time: "too-slow" },
  },
  "21 in flight": { scrape: loopsOverOneQueue(21), reasons: { inFlight: "too-many-in-flight" } },
  "all at once": {
    scrape: outsideTheSlot((work) => work()),
    reasons: { inFlight: "too-many-in-flight" },
  },
  "no retry": {
    scrape: (urls) => {
      const limit = pLimit(20);
      return gather(
        urls,
        performance.now(),
        urls.map((url) => limit(() => once(url))),
      );
    },
    reasons: { success: "too-few-pages", time: "too-few-pages-to-judge", retries: "no-retry" },
  },
  "the same wait each time": {
    scrape: insideTheSlot(byFetch, () => second),
    reasons: { retries: "waits-do-not-grow" },
  },
  "no wait at all": {
    scrape: insideTheSlot(byFetch, () => 0),
    reasons: { retries: "no-wait" },
  },
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
      mostAttempts,
      () => new Promise(() => undefined),
    ),
    reasons: Object.fromEntries(["success", "report"].map((criterion) => [criterion, "never-settles"])),
  },
  "retries for ever": {
    scrape: insideTheSlot(byFetch, () => second, Infinity),
    reasons: { retries: "never-gives-up" },
  },
  "404 asked for again": {
    scrape: insideTheSlot(async (url) => {
      const answer = await byFetch(url);
      return { ...answer, status: answer.status === 200 ? 200 : 500 };
    }),
    reasons: { retries: "missing-repeated" },
  },
  "Retry-After ignored": {
    scrape: insideTheSlot(async (url) => ({ ...(await byFetch(url)), retryAfterS: 0 })),
    reasons: { retries: "retry-after-ignored" },
  },
  "one retry only": {
    scrape: insideTheSlot(byFetch, (retry) => {
      if (retry > 1) throw new Error("enough");
      return second;
    }),
    reasons: { retries: "gives-up-early" },
  },
  "six attempts": {
    scrape: insideTheSlot(byFetch, exponential, 6),
    reasons: { retries: "more-than-five" },
  },
  "waits twenty times as long": {
    scrape: insideTheSlot(byFetch, (retry) => 20 * Math.min(exponential(retry), 2 * second)),
    reasons: { time: "too-slow-waits", retries: "waits-too-long" },
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
    reasons: { success: "rows-not-as-sent", time: "too-few-pages-to-judge", report: "counts-not-true" },
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
  "nothing printed": {
    scrape: async (urls) => {
      const start = performance.now();
      const limit = pLimit(20);
      const settled = await Promise.allSettled(urls.map((url) => limit(() => retrying(() => once(url)))));
      return {
        countries: settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])),
        failed: urls.filter((_, index) => settled[index]?.status === "rejected"),
        totalMs: performance.now() - start,
      };
    },
    reasons: { report: "no-report" },
  },
  "a request that nobody waits for": {
    scrape: async (urls) => {
      const scraped = await right(urls);
      for (const url of urls.slice(0, 3)) void byFetch(url).catch(() => undefined);
      return scraped;
    },
    reasons: { closed: "requests-after-the-end" },
  },
};
