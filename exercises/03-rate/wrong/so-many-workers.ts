import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "async-lab";

// As many a second, but all in the same instant.
export const rule = "faster-than-the-rate";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const pages: Country[] = [];
  const numbered = urls.entries();
  async function work() {
    for (const [index, url] of numbered) {
      const [page] = await Promise.all([getPage(url), sleep(1000)]);
      pages[index] = page;
    }
  }
  await Promise.all(Array.from({ length: perSecond }, work));
  return pages;
}
