import pLimit from "p-limit";
import type { Country } from "async-lab";

export const rule = "returned-early";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

// eslint-disable-next-line @typescript-eslint/require-await -- the mistake
export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const limit = pLimit(10);
  const pages: Country[] = [];
  urls.forEach((url, index) => void limit(async () => (pages[index] = await getPage(url))));
  return pages;
}
