import type { Country } from "async-lab";

// Asks whether the page is there before it asks for it.
export const rule = "other-method";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchOneByOne(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  for (const url of urls) {
    const { ok } = await fetch(url, { method: "HEAD" });
    if (ok) pages.push(await getPage(url));
  }
  return pages;
}
