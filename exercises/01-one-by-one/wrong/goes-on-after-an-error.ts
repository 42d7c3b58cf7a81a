import type { Country } from "async-lab";

// What was there before the failure comes back as if it were all.
export const rule = "lost-error";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchOneByOne(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  for (const url of urls) {
    const page = await getPage(url).catch(() => undefined);
    if (page === undefined) break;
    pages.push(page);
  }
  return pages;
}
