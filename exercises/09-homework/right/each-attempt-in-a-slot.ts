/**
 * Homework is graded, so the lesson holds no solution. This one is put into lesson 09 when the tests solve it: without
 * the imports and declarations, which stand for what the lesson's own cells bring.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { HTTPError, type Got } from "got";
import pLimit from "p-limit";
import type { CountryPage, Scraped } from "async-lab";

declare const client: Got;
declare const slotsFor: (urls: string[]) => number;

/** How long to wait before the next attempt, in ms; `undefined` where there is to be none. */
function waitAfter(error: unknown, attempt: number): number | undefined {
  const response = error instanceof HTTPError ? error.response : undefined;
  if (attempt === 5 || (response !== undefined && response.statusCode < 500)) return undefined;
  const asked = Number(response?.headers["retry-after"] ?? 0) * 1000;
  return Math.max(asked, 2 ** (attempt - 1) * 1000);
}

export async function scrape(urls: string[]): Promise<Scraped> {
  const slot = pLimit(slotsFor(urls));
  const countries: CountryPage[] = [];
  const failed: string[] = [];
  async function fetchPage(url: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        countries.push(await slot(() => client(url).json<CountryPage>()));
        return;
      } catch (error) {
        const wait = waitAfter(error, attempt);
        if (wait === undefined) break;
        await sleep(wait);
      }
    }
    failed.push(url);
  }
  const start = performance.now();
  await Promise.all(urls.map(fetchPage));
  const totalMs = performance.now() - start;
  console.log(`${countries.length} of ${urls.length} pages in ${(totalMs / 1000).toFixed(2)} s`);
  return { countries, failed, totalMs };
}
