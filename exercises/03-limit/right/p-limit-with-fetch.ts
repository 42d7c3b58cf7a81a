import pLimit from "p-limit";
import type { Country } from "async-lab";

// One limiter for all calls: that is fine, too.

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

const limit = pLimit(10);

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  return Promise.all(urls.map((url) => limit(() => getPage(url))));
}
