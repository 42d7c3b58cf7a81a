import type { Country } from "async-lab";

export const rule = "slots-left-empty";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  for (let from = 0; from < urls.length; from += 10) {
    pages.push(...(await Promise.all(urls.slice(from, from + 10).map(getPage))));
  }
  return pages;
}
