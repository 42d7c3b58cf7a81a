import type { Country } from "async-lab";

export const rule = "as-they-arrive";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const withUrl = async (url: string) => ({ url, page: await getPage(url) });
  const pending = new Map(urls.map((url) => [url, withUrl(url)]));
  let waiting: Country[] = [];
  while (pending.size > 0) {
    const { url, page } = await Promise.race(pending.values());
    pending.delete(url);
    waiting.push(page);
    if (waiting.length < 2 && pending.size > 0) continue;
    yield* waiting;
    waiting = [];
  }
}
