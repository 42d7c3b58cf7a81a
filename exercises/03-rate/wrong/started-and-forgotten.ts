import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "async-lab";

export const rule = "returned-early";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const pages: Country[] = [];
  for (const [index, url] of urls.entries()) {
    void getPage(url).then((page) => (pages[index] = page));
    await sleep(1000 / perSecond);
  }
  return pages;
}
