import { setTimeout as sleep } from "node:timers/promises";

export const rule = "banned";

async function getNumber(url: string): Promise<number> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const { page } = (await response.json()) as { page: number };
  return page;
}

export default async function fetchPolitely(urls: string[], limit: number): Promise<number[]> {
  const pages: number[] = [];
  for (let from = 0; from < urls.length; from += limit) {
    if (from > 0) await sleep(1000);
    pages.push(...(await Promise.all(urls.slice(from, from + limit).map(getNumber))));
  }
  return pages;
}
