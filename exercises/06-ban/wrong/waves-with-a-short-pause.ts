import { setTimeout as sleep } from "node:timers/promises";
import got from "got";

export const rule = "banned";

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
  for (let from = 0; from < urls.length; from += limit) {
    if (from > 0) await sleep(800 * seconds);
    const wave = urls.slice(from, from + limit).reverse();
    pages.push(...(await Promise.all(wave.map(getNumber))).reverse());
  }
  return pages;
}
