import pLimit from "p-limit";
import type { Country } from "async-lab";

export const rule = "slots-left-empty";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const limit = pLimit(10);
  const pages: Country[] = [];
  for (let from = 0; from < urls.length; from += 20) {
    const list = urls.slice(from, from + 20);
    pages.push(...(await Promise.all(list.map((url) => limit(() => getPage(url))))));
  }
  return pages;
}
