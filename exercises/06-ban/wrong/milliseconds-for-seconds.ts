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
  for (const url of urls) {
    pages.push(await getNumber(url));
    await sleep(seconds / limit);
  }
  return pages;
}
