import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "async-lab";

// A fixed time for each page, which is too short.
export const rule = "fixed-wait";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchOneByOne(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  for (const url of urls) {
    void getPage(url).then((page) => pages.push(page));
    await sleep(100);
  }
  return pages;
}
