import type { Country } from "async-lab";

export const rule = "url-order";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  const pages = await Promise.all(urls.map(getPage));
  return pages.sort((a, b) => a.name.localeCompare(b.name));
}
