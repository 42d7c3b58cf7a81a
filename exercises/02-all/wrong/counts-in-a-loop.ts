import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "async-lab";

// Looks every now and then, for ever once a page fails.
export const rule = "stuck-after-error";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  let left = urls.length;
  for (const [index, url] of urls.entries()) {
    void getPage(url).then((page) => {
      pages[index] = page;
      left -= 1;
    });
  }
  while (left > 0) await sleep(50);
  return pages;
}
