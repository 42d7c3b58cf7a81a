import pLimit from "p-limit";
import type { Country } from "async-lab";

// In a cell the compiler lets it pass: all the requests are on their way before the limiter hears of them.
export const rule = "too-many-in-flight";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const limit = pLimit(10) as (work: unknown) => Promise<Country>;
  return Promise.all(urls.map((url) => limit(getPage(url))));
}
