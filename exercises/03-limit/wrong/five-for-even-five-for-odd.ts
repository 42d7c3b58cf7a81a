import pLimit from "p-limit";
import type { Country } from "async-lab";

export const rule = "slots-left-empty";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const even = pLimit(5);
  const odd = pLimit(5);
  return Promise.all(urls.map((url, index) => (index % 2 === 0 ? even : odd)(() => getPage(url))));
}
