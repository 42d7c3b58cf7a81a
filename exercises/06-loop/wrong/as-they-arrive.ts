import type { Country } from "async-lab";

export const rule = "url-order";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchPages(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  await Promise.all(urls.map(async (url) => pages.push(await getPage(url))));
  return pages;
}
