import type { Country } from "async-lab";

// Each page waits for the next one.
export const rule = "as-they-arrive";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const withUrl = async (url: string) => ({ url, page: await getPage(url) });
  const pending = new Map(urls.map((url) => [url, withUrl(url)]));
  let before: Country | undefined;
  while (pending.size > 0) {
    const { url, page } = await Promise.race(pending.values());
    pending.delete(url);
    if (before) yield before;
    before = page;
  }
  if (before) yield before;
}
