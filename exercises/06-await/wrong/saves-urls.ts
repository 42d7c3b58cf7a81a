import type { Country } from "async-lab";

export const rule = "saved-no-pages";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function copyAll(
  urls: string[],
  save: (page: Country) => Promise<void>,
): Promise<number> {
  const pages = await Promise.all(urls.map(getPage));
  for (const url of urls) await save(url as unknown as Country);
  return pages.length;
}
