import type { Country } from "async-lab";

export const rule = "one-at-a-time";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchOneByOne(urls: string[]): Promise<Country[]> {
  return Promise.all(urls.map(getPage));
}
