/** What answers to the homework are made of. */
import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import { installSwitch } from "virtual-time";
import type { CountryPage } from "@async-lab/practice-api";
import type { Scraped } from "../check-homework.js";

// As a kernel does before the first cell: some answers take a reference to a timer when they are made.
installSwitch();

export type Scrape = (urls: string[]) => Promise<Scraped>;

export const second = 1000;
export const maxAttempts = 5;

interface Answer {
  readonly status: number;
  readonly retryAfterS: number;
  readonly json: () => unknown;
}
type Ask = (url: string) => Promise<Answer>;
type Wait = (retry: number) => number;

export const exponential: Wait = (retry) => second * 2 ** (retry - 1);

class Unavailable extends Error {
  constructor(readonly answer: Answer) {
    super(`status ${answer.status}`);
  }
}

export const byFetch: Ask = async (url) => {
  const answer = await fetch(url);
  const text = await answer.text();
  return {
    status: answer.status,
    retryAfterS: Number(answer.headers.get("retry-after") ?? 0),
    json: () => JSON.parse(text) as unknown,
  };
};

export async function once(url: string, ask: Ask = byFetch): Promise<CountryPage> {
  return onceFrom(await ask(url));
}

/** The page of an answer; throws where it is none. */
export function onceFrom(answer: Answer): CountryPage {
  if (answer.status !== 200) throw new Unavailable(answer);
  return answer.json() as CountryPage;
}

export async function retrying<T>(
  work: () => Promise<T>,
  wait: Wait = exponential,
  most = maxAttempts,
  pause: (ms: number) => Promise<unknown> = sleep,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const worthIt = error instanceof Unavailable && error.answer.status >= 500;
      if (!worthIt || attempt === most) throw error;
      await pause(Math.max(wait(attempt), error.answer.retryAfterS * 1000));
    }
  }
}

/** Gathers what came and what did not, and prints the report. */
export async function gather(
  urls: readonly string[],
  start: number,
  pages: readonly Promise<CountryPage>[],
): Promise<Scraped> {
  const settled = await Promise.allSettled(pages);
  const countries = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const failed = urls.filter((_, index) => settled[index]?.status === "rejected");
  return report({ countries, failed, totalMs: performance.now() - start });
}

export function report(scraped: Scraped): Scraped {
  const { countries, failed, totalMs } = scraped;
  const all = countries.length + failed.length;
  process.stdout.write(`${countries.length} of ${all} pages in ${(totalMs / 1000).toFixed(2)} s\n`);
  return scraped;
}

export const insideTheSlot =
  (
    ask: Ask,
    wait: Wait = exponential,
    most = maxAttempts,
    pause: (ms: number) => Promise<unknown> = sleep,
  ): Scrape =>
  (urls) => {
    const limit = pLimit(20);
    const start = performance.now();
    return gather(
      urls,
      start,
      urls.map((url) => limit(() => retrying(() => once(url, ask), wait, most, pause))),
    );
  };

export const outsideTheSlot =
  (limited: <T>(work: () => Promise<T>) => Promise<T>, wait: Wait = exponential): Scrape =>
  (urls) => {
    const start = performance.now();
    return gather(
      urls,
      start,
      urls.map((url) => retrying(() => limited(() => once(url)), wait)),
    );
  };

/** Twenty loops that take from one queue. */
export const loopsOverOneQueue =
  (lanes: number): Scrape =>
  async (urls) => {
    const start = performance.now();
    const queue = urls.values();
    const countries: CountryPage[] = [];
    const failed: string[] = [];
    await Promise.all(
      Array.from({ length: lanes }, async () => {
        for (const url of queue) {
          try {
            countries.push(await retrying(() => once(url)));
          } catch {
            failed.push(url);
          }
        }
      }),
    );
    return report({ countries, failed, totalMs: performance.now() - start });
  };
