import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "async-lab";

// As long as it takes to be sure.
export const rule = "fixed-wait";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  for (const [index, url] of urls.entries()) void getPage(url).then((page) => (pages[index] = page));
  await sleep(60000);
  return pages;
}
