import pLimit from "p-limit";
import type { Country } from "async-lab";

export const rule = "too-few-in-flight";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const limit = pLimit(9);
  return Promise.all(urls.map((url) => limit(() => getPage(url))));
}
