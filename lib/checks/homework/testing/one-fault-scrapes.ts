/** Answers with one fault each, which must cost in one criterion only, the same with every seed. */
import { connect } from "node:net";
import pLimit from "p-limit";
import type { CountryPage } from "@async-lab/practice-api";
import type { CriterionId } from "../criteria.js";
import type { Scraped } from "../check-homework.js";
import {
  byFetch,
  exponential,
  gather,
  insideTheSlot,
  loopsOverOneQueue,
  maxAttempts,
  once,
  onceFrom,
  outsideTheSlot,
  retrying,
  second,
  type Scrape,
} from "./scrape-parts.js";

/** Why points are lost, in which criterion, and how many. */
export interface Loss {
  readonly scrape: Scrape;
  readonly criterion: CriterionId;
  readonly reason: string;
  readonly points: number;
}

const quiet = insideTheSlot(byFetch);

/** Without the line that the parts print: what is printed is what is tried here. */
async function silently(urls: string[]): Promise<Scraped> {
  const limit = pLimit(20);
  const start = performance.now();
  const settled = await Promise.allSettled(urls.map((url) => limit(() => retrying(() => once(url)))));
  const countries = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const failed = urls.filter((_, index) => settled[index]?.status === "rejected");
  return { countries, failed, totalMs: performance.now() - start };
}

/** Tells the result as it is told here. */
export const reporting =
  (tell: (scraped: Scraped, all: number) => void): Scrape =>
  async (urls) => {
    const scraped = await silently(urls);
    tell(scraped, urls.length);
    return scraped;
  };

/** Changes the result before it is told, as a mistake in the code would. */
const changing = (change: (scraped: Scraped, urls: string[]) => Partial<Scraped>): Scrape => {
  return async (urls) => {
    const scraped = await silently(urls);
    const changed = { ...scraped, ...change(scraped, urls) };
    console.log(`${changed.countries.length} pages in ${changed.totalMs} ms`);
    return changed;
  };
};

const rows = (change: (rows: CountryPage[]) => unknown[]) =>
  changing(({ countries }) => ({ countries: change(countries) as CountryPage[] }));

const waits = (wait: (retry: number) => number) => insideTheSlot(byFetch, wait);

const loss = (criterion: CriterionId, reason: string, points: number, scrape: Scrape): Loss => ({
  scrape,
  criterion,
  reason,
  points,
});

export const oneFaultScrapes: Readonly<Record<string, Loss>> = {
  "the token is taken off": loss(
    "success",
    "rows-not-as-sent",
    25,
    rows((all) => all.map((row) => ({ ...row, token: undefined }))),
  ),
  "a field is changed": loss(
    "success",
    "rows-not-as-sent",
    25,
    rows((all) => all.map((row) => ({ ...row, area: 1 }))),
  ),
  "half of the rows are dropped": loss(
    "success",
    "rows-left-out",
    25,
    rows((all) => all.filter((_, index) => index % 2 === 1)),
  ),
  "a third of the rows are dropped": loss(
    "success",
    "rows-left-out",
    8,
    rows((all) => all.slice(0, 132)),
  ),
  "three rows are dropped": loss(
    "report",
    "counts-not-true",
    5,
    rows((all) => all.slice(3)),
  ),
  "every row twice": loss(
    "report",
    "counts-not-true",
    5,
    rows((all) => [...all, ...all]),
  ),
  "only the first row, again and again": loss(
    "success",
    "rows-not-as-sent",
    25,
    rows((all) => all.map(() => all[0])),
  ),
  "no rows": loss(
    "success",
    "no-rows",
    25,
    rows(() => []),
  ),
  "nothing is given back": loss("success", "no-rows", 25, async (urls) => {
    await quiet(urls);
    return undefined as unknown as Scraped;
  }),
  "failed is always empty": loss(
    "report",
    "counts-not-true",
    5,
    changing(() => ({ failed: [] })),
  ),
  "there is no failed": loss(
    "report",
    "not-the-result",
    5,
    changing(() => ({ failed: undefined as unknown as string[] })),
  ),
  "failed holds other texts": loss(
    "retries",
    "not-in-failed",
    2,
    changing(({ failed }) => ({ failed: failed.map((url) => url.slice(-3)) })),
  ),
  "totalMs in seconds": loss(
    "report",
    "total-not-true",
    5,
    changing(({ totalMs }) => ({ totalMs: totalMs / 1000 })),
  ),
  "no totalMs": loss("report", "not-the-result", 5, async (urls) => {
    const { countries, failed } = await quiet(urls);
    return { countries, failed } as unknown as Scraped;
  }),
  "nothing is printed": loss("report", "no-report", 5, silently),
  "words are printed, and no number": loss(
    "report",
    "report-without-success",
    5,
    reporting(() => console.log("done")),
  ),
  "no time is printed": loss(
    "report",
    "report-without-time",
    5,
    reporting(({ countries }) => console.log(`${countries.length} pages`)),
  ),
  "whole minutes are printed": loss(
    "report",
    "report-without-time",
    5,
    reporting(({ countries, totalMs }) =>
      console.log(`${countries.length} pages in ${(totalMs / 60_000).toFixed(0)} min`),
    ),
  ),
  "no count is printed": loss(
    "report",
    "report-without-success",
    5,
    reporting(({ totalMs }) => console.log(`${totalMs / 1000} s`)),
  ),
  "a count that stands in the code": loss(
    "report",
    "report-always-the-same",
    5,
    reporting(({ totalMs }) => console.log(`197 pages in ${totalMs / 1000} s`)),
  ),
  "an error at the end, after the report": loss("success", "threw", 25, async (urls) => {
    await quiet(urls);
    throw new Error("at the end");
  }),
  "an error at the end, before the report": loss("success", "threw", 25, async (urls) => {
    await silently(urls);
    throw new Error("at the end");
  }),
  "waits for ever at the end": loss("success", "never-settles", 25, async (urls) => {
    await quiet(urls);
    return await new Promise<never>(() => undefined);
  }),
  "half of the pages are never asked for": loss("success", "not-asked", 25, (urls) =>
    quiet(urls.slice(0, urls.length > 20 ? 90 : urls.length)),
  ),
  "one by one": loss("time", "not-concurrent", 20, loopsOverOneQueue(1)),
  "five at a time": loss("time", "not-concurrent", 20, loopsOverOneQueue(5)),
  "five at a time, retries outside the slot": loss("time", "not-concurrent", 20, outsideTheSlot(pLimit(5))),
  "nine at a time": loss("time", "not-concurrent", 20, loopsOverOneQueue(9)),
  "21 at a time": loss("inFlight", "too-many-in-flight", 20, loopsOverOneQueue(21)),
  "all at once": loss(
    "inFlight",
    "too-many-in-flight",
    20,
    outsideTheSlot((work) => work()),
  ),
  "retries past the limit": loss("inFlight", "too-many-in-flight", 20, (urls) => {
    const limit = pLimit(20);
    const first = (url: string) => limit(() => once(url));
    let tried: ReadonlySet<string> = new Set();
    return gather(
      urls,
      performance.now(),
      urls.map((url) =>
        retrying(() => {
          const isRetry = tried.has(url);
          tried = new Set([...tried, url]);
          return isRetry ? once(url) : first(url);
        }),
      ),
    );
  }),
  "no retry": loss("retries", "no-retry", 20, (urls) => {
    const limit = pLimit(20);
    return gather(
      urls,
      performance.now(),
      urls.map((url) => limit(() => once(url))),
    );
  }),
  "one retry only": loss("retries", "gives-up-early", 6, insideTheSlot(byFetch, exponential, 2)),
  "three attempts": loss("retries", "gives-up-early", 6, insideTheSlot(byFetch, exponential, 3)),
  "six attempts": loss("retries", "more-than-five", 1, insideTheSlot(byFetch, exponential, 6)),
  "404 asked for again": loss(
    "retries",
    "missing-repeated",
    3,
    insideTheSlot(async (url) => {
      const answer = await byFetch(url);
      return { ...answer, status: answer.status === 200 ? 200 : 500 };
    }),
  ),
  "404 asked for again, outside the slot": loss("retries", "missing-repeated", 3, (urls) => {
    const limit = pLimit(20);
    const ask = async (url: string) => {
      const answer = await byFetch(url);
      return { ...answer, status: answer.status === 200 ? 200 : 500 };
    };
    return gather(
      urls,
      performance.now(),
      urls.map((url) => retrying(() => limit(() => once(url, ask)))),
    );
  }),
  "404 asked for again for ever": loss("success", "timed-out", 25, (urls) => {
    const limit = pLimit(20);
    const get = (url: string) =>
      retrying(async () => {
        for (;;) {
          const answer = await byFetch(url);
          if (answer.status !== 404) return onceFrom(answer);
          await new Promise((resolve) => setTimeout(resolve, 8 * second));
        }
      });
    return gather(
      urls,
      performance.now(),
      urls.map((url) => limit(() => get(url))),
    );
  }),
  "a slot that is not given back after a failure": loss("retries", "never-settles", 20, (urls) => {
    let free = 20;
    const queue: (() => void)[] = [];
    const take = async () => {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => queue.push(resolve));
    };
    const work = async (url: string) => {
      await take();
      const page = await once(url);
      const next = queue.shift();
      if (next) next();
      else free += 1;
      return page;
    };
    return gather(
      urls,
      performance.now(),
      urls.map((url) => retrying(() => work(url))),
    );
  }),
  "Retry-After ignored": loss(
    "retries",
    "retry-after-ignored",
    3,
    insideTheSlot(async (url) => ({ ...(await byFetch(url)), retryAfterS: 0 })),
  ),
  "no wait": loss(
    "retries",
    "no-wait",
    5,
    waits(() => 0),
  ),
  "the same wait each time": loss(
    "retries",
    "waits-do-not-grow",
    5,
    waits(() => second),
  ),
  "milliseconds taken for seconds": loss(
    "retries",
    "waits-too-short",
    5,
    waits((retry) => exponential(retry) / 1000),
  ),
  "the last wait is too short": loss(
    "retries",
    "waits-too-short",
    5,
    waits((retry) => Math.min(exponential(retry), 7 * second)),
  ),
  "waits three times as long": loss(
    "retries",
    "waits-too-long",
    5,
    waits((retry) => 3 * exponential(retry)),
  ),
  "waits ten times as long": loss(
    "retries",
    "waits-too-long",
    5,
    waits((retry) => 10 * exponential(retry)),
  ),
  "the page that never comes is asked for on and on": loss(
    "retries",
    "never-gives-up",
    9,
    insideTheSlot(byFetch, exponential, Infinity),
  ),
  "requests that nobody waits for": loss("closed", "requests-after-the-end", 5, async (urls) => {
    const scraped = await quiet(urls);
    for (const url of urls.slice(0, 3)) void byFetch(url).catch(() => undefined);
    return scraped;
  }),
  "a connection is left open": loss("closed", "connections-left-open", 5, leavingOpen("127.0.0.1")),
  "a connection is left open, told as IPv6": loss(
    "closed",
    "connections-left-open",
    5,
    leavingOpen("::ffff:127.0.0.1"),
  ),
};

function leavingOpen(host: string): Scrape {
  return async (urls) => {
    const scraped = await quiet(urls);
    const socket = connect(Number(new URL(urls[0] ?? "").port), host);
    await new Promise((resolve) => socket.once("connect", resolve).once("error", resolve));
    return scraped;
  };
}

/** Reports that say the same in many ways: all of them are right. */
export const rightReports: Readonly<Record<string, Scrape>> = {
  "in s and ms": reporting(({ countries, totalMs }) => {
    const ms = Math.round(totalMs);
    console.log(`${countries.length} páginas en ${Math.floor(ms / 1000)} s ${ms % 1000} ms`);
  }),
  "with a comma": reporting(({ countries, totalMs }, all) =>
    console.log(
      `Éxito: ${((100 * countries.length) / all).toFixed(1).replace(".", ",")} %; ${(totalMs / 1000).toFixed(3).replace(".", ",")} s`,
    ),
  ),
  "ms without a space": reporting(({ countries, totalMs }) =>
    console.log(`${countries.length} pages, ${Math.round(totalMs)}ms`),
  ),
  "in minutes and seconds": reporting(({ countries, totalMs }) =>
    console.log(
      `${countries.length} páginas en ${Math.floor(totalMs / 60_000)} min y ${Math.floor((totalMs / 1000) % 60)} s`,
    ),
  ),
  "as a clock": reporting(({ countries, totalMs }) => {
    const s = Math.floor(totalMs / 1000);
    console.log(`${countries.length} pages in ${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`);
  }),
  "with console.error": reporting(({ countries, totalMs }) =>
    console.error(`${countries.length} pages in ${totalMs / 1000} s`),
  ),
  "with console.warn": reporting(({ countries, totalMs }) => console.warn(countries.length, totalMs)),
  "with console.table": reporting(({ countries, totalMs }) =>
    console.table([{ pages: countries.length, seconds: totalMs / 1000 }]),
  ),
  "with process.stdout.write": reporting(({ countries, totalMs }) => {
    process.stdout.write(`${countries.length} pages, `);
    process.stdout.write(Buffer.from(`${Math.round(totalMs)} ms`));
  }),
  "with process.stderr.write": reporting(({ countries, totalMs }) => {
    process.stderr.write(`${countries.length} pages, ${Math.round(totalMs)} ms`);
  }),
};

/** Right, whatever the style. */
export const rightOtherwise: Readonly<Record<string, Scrape>> = {
  "the rows in another order": changing(({ countries }) => ({ countries: countries.toReversed() })),
  "ten at a time, retries outside the slot": outsideTheSlot(pLimit(11)),
  "more than five attempts are never needed": insideTheSlot(byFetch, exponential, maxAttempts),
};
