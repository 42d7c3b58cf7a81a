import type { Country } from "async-lab";
import { waitFor } from "async-lab";

export const rule = "waits-synchronously";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchPages(urls: string[]): Promise<Country[]> {
  await Promise.resolve();
  const pages: Country[] = [];
  for (const url of urls) pages.push(waitFor(getPage(url), 0.2));
  return pages;
}
