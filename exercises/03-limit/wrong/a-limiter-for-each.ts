import pLimit from "p-limit";
import type { Country } from "async-lab";

export const rule = "too-many-in-flight";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  return Promise.all(urls.map((url) => pLimit(10)(() => getPage(url))));
}
