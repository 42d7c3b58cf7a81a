import pLimit from "p-limit";
import type { Country } from "async-lab";

// Counts pages as in a list that it knows.
export const rule = "missing-requests";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const limit = pLimit(10);
  return Promise.all(urls.slice(0, 20).map((url) => limit(() => getPage(url))));
}
