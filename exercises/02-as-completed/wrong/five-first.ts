import type { Country } from "async-lab";

// As many as the first list has.
export const rule = "missing-requests";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const withUrl = async (url: string) => ({ url, page: await getPage(url) });
  const pending = new Map(urls.slice(0, 6).map((url) => [url, withUrl(url)]));
  while (pending.size > 0) {
    const { url, page } = await Promise.race(pending.values());
    pending.delete(url);
    yield page;
  }
}
