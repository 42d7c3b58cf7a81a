import type { Country } from "async-lab";

export const rule = "not-a-list";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

async function getAll(urls: string[]): Promise<void> {
  const pages: Country[] = [];
  for (const url of urls) pages.push(await getPage(url));
}

export default getAll as unknown as (urls: string[]) => Promise<Country[]>;
