import type { Country } from "async-lab";

// What comes out is not why the page is missing.
export const rule = "other-error";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  const pages = await Promise.all(
    urls.map((url) => getPage(url).catch(() => undefined as unknown as Country)),
  );
  const places = new Map(pages.map((page, index) => [page.code, index]));
  return pages.sort((a, b) => (places.get(a.code) ?? 0) - (places.get(b.code) ?? 0));
}
