import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "async-lab";

// The first pages are there before the last are asked for.
export const rule = "all-at-once";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  return Promise.all(
    urls.map(async (url, index) => {
      await sleep(index * 100);
      return getPage(url);
    }),
  );
}
