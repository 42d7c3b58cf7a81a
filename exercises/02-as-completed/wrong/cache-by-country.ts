import type { Country } from "async-lab";

export const rule = "kept-pages";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

const kept = new Map<string, Country>();

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const withUrl = async (url: string) => {
    const code = /countries\/(\w+)/.exec(url)?.[1] ?? url;
    const page = kept.get(code) ?? (await getPage(url));
    kept.set(code, page);
    return { url, page };
  };
  const pending = new Map(urls.map((url) => [url, withUrl(url)]));
  while (pending.size > 0) {
    const { url, page } = await Promise.race(pending.values());
    pending.delete(url);
    yield page;
  }
}
