import type { Country } from "async-lab";

export const rule = "page-count";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchOneByOne(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  for (let index = 0; index < 6; index += 1) {
    const url = urls[index];
    if (url !== undefined) pages.push(await getPage(url));
  }
  return pages.slice(0, 3);
}
