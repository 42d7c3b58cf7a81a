import type { Country } from "async-lab";

export const rule = "all-at-once";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  for (const url of urls) yield await getPage(url);
}
