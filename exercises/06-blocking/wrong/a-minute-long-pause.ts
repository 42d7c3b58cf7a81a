import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "async-lab";

export const rule = "fixed-wait";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchTogether(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  urls.forEach((url, index) => {
    void getPage(url).then((page) => (pages[index] = page));
  });
  await sleep(60_000);
  return pages;
}
