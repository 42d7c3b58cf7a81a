import type { Country } from "async-lab";

// What failed in one call is still pending in the next.
export const rule = "left-over-error";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

const pending = new Map<string, Promise<{ url: string; page: Country }>>();

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const withUrl = async (url: string) => ({ url, page: await getPage(url) });
  for (const url of urls) pending.set(url, withUrl(url));
  while (pending.size > 0) {
    const { url, page } = await Promise.race(pending.values());
    pending.delete(url);
    yield page;
  }
}
