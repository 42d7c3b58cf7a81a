import type { Country } from "async-lab";

// All at once is what does not count.
export const rule = "other-method";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  await Promise.all(urls.map((url) => fetch(url, { method: "HEAD" })));
  const pages: Country[] = [];
  for (const url of urls) pages.push(await getPage(url));
  return pages;
}
