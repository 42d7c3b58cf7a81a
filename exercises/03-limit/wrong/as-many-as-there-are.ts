import pLimit from "p-limit";
import type { Country } from "async-lab";

// Ten for lists of up to twenty.
export const rule = "too-many-in-flight";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const limit = pLimit(Math.max(10, Math.ceil(urls.length / 2)));
  return Promise.all(urls.map((url) => limit(() => getPage(url))));
}
