import got from "got";
import type { Country } from "async-lab";

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const withUrl = async (url: string) => ({ url, page: await got(url).json<Country>() });
  const pending = new Map(urls.map((url) => [url, withUrl(url)]));
  while (pending.size > 0) {
    const { url, page } = await Promise.race(pending.values());
    pending.delete(url);
    yield page;
  }
}
