import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "async-lab";

export const rule = "faster-than-the-rate";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const pages: Country[] = [];
  for (let from = 0; from < urls.length; from += perSecond) {
    if (from > 0) await sleep(1000);
    pages.push(...(await Promise.all(urls.slice(from, from + perSecond).map(getPage))));
  }
  return pages;
}
