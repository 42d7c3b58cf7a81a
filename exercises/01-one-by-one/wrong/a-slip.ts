import type { Country } from "async-lab";

export const outcome = "error";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchOneByOne(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  for (const url of urls) {
    const page = await getPage(url);
    const { length } = (page as unknown as { cities: string[] }).cities;
    if (length > 0) pages.push(page);
  }
  return pages;
}
