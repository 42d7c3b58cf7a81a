import pLimit from "p-limit";
import type { Country } from "async-lab";

export const rule = "url-order";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const limit = pLimit(10);
  const pages: Country[] = [];
  await Promise.all(urls.map((url) => limit(async () => pages.push(await getPage(url)))));
  return pages;
}
