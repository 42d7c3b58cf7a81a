import type { Country } from "async-lab";

// `first` in place of `first.page`.
export const rule = "yields-no-page";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const withUrl = async (url: string) => ({ url, page: await getPage(url) });
  const pending = new Map(urls.map((url) => [url, withUrl(url)]));
  while (pending.size > 0) {
    const first = await Promise.race(pending.values());
    pending.delete(first.url);
    yield first as unknown as Country;
  }
}
