import { setTimeout as sleep } from "node:timers/promises";

export const rule = "fixed-wait";

async function getNumber(url: string): Promise<number> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const { page } = (await response.json()) as { page: number };
  return page;
}

export default async function fetchPolitely(
  urls: string[],
  limit: number,
  seconds: number,
): Promise<number[]> {
  const pages: number[] = [];
  for (const [index, url] of urls.entries()) {
    void getNumber(url).then((page) => (pages[index] = page));
    await sleep((1000 * seconds) / limit);
  }
  return pages;
}
