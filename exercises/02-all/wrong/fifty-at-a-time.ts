import pLimit from "p-limit";
import type { Country } from "async-lab";

// As many as the lesson has pages.
export const rule = "all-at-once";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  const limit = pLimit(50);
  return Promise.all(urls.map((url) => limit(() => getPage(url))));
}
