import type { Country } from "async-lab";

export const rule = "changed-the-list";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchOneByOne(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  for (let url = urls.shift(); url !== undefined; url = urls.shift()) pages.push(await getPage(url));
  return pages;
}
