import type { Country } from "async-lab";

export const rule = "never-rests";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchPages(urls: string[]): Promise<Country[]> {
  const pages = await Promise.all(urls.map(getPage));
  const until = Date.now() + 300;
  while (Date.now() < until);
  return pages;
}
