import pLimit from "p-limit";
import type { Country } from "async-lab";

export const rule = "all-at-once";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const limit = pLimit(5);
  const withUrl = async (url: string) => ({ url, page: await limit(getPage, url) });
  const pending = new Map(urls.map((url) => [url, withUrl(url)]));
  while (pending.size > 0) {
    const { url, page } = await Promise.race(pending.values());
    pending.delete(url);
    yield page;
  }
}
