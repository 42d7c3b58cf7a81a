import type { Country } from "async-lab";

export const rule = "returned-early";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

// eslint-disable-next-line @typescript-eslint/require-await -- the mistake
export default async function fetchPages(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  for (const url of urls) void getPage(url).then((page) => pages.push(page));
  return pages;
}
