import type { Country } from "async-lab";

export const rule = "page-count";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

const pages: Country[] = [];

export default async function fetchPages(urls: string[]): Promise<Country[]> {
  for (const url of urls) pages.push(await getPage(url));
  return pages;
}
