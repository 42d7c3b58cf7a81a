import { setTimeout as sleep } from "node:timers/promises";
import got from "got";

export const rule = "over-the-limit";

async function getNumber(url: string): Promise<number> {
  const { page } = await got(url, { retry: { limit: 0 } }).json<{ page: number }>();
  return page;
}

export default async function fetchPolitely(
  urls: string[],
  limit: number,
  seconds: number,
): Promise<number[]> {
  const pages: number[] = [];
  for (let from = 0; from < urls.length; from += limit + 1) {
    if (from > 0) await sleep(1000 * seconds);
    pages.push(...(await Promise.all(urls.slice(from, from + limit + 1).map(getNumber))));
  }
  return pages;
}
