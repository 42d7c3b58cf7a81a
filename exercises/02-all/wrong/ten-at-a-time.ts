import type { Country } from "async-lab";

// All at once where there are no more than ten.
export const rule = "all-at-once";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  for (let from = 0; from < urls.length; from += 10) {
    pages.push(...(await Promise.all(urls.slice(from, from + 10).map((url) => getPage(url)))));
  }
  return pages;
}
