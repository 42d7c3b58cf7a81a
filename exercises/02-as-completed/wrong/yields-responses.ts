import type { Country } from "async-lab";

export const rule = "yields-no-page";

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const withUrl = async (url: string) => ({ url, response: await fetch(url) });
  const pending = new Map(urls.map((url) => [url, withUrl(url)]));
  while (pending.size > 0) {
    const { url, response } = await Promise.race(pending.values());
    pending.delete(url);
    yield response as unknown as Country;
  }
}
