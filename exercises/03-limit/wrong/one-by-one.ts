import type { Country } from "async-lab";

export const rule = "too-few-in-flight";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  for (const url of urls.slice()) pages.push(await getPage(url));
  return pages;
}
