import pLimit from "p-limit";
import type { Country } from "async-lab";

export const rule = "slots-left-empty";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const limit = pLimit(10);
  const first = await Promise.all(urls.slice(0, 10).map((url) => limit(() => getPage(url))));
  return [...first, ...(await Promise.all(urls.slice(10).map((url) => limit(() => getPage(url)))))];
}
