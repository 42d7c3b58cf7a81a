import type { Country } from "async-lab";

// `Promise.any` passes over what fails.
export const rule = "lost-error";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const withUrl = async (url: string) => ({ url, page: await getPage(url) });
  const pending = new Map(urls.map((url) => [url, withUrl(url)]));
  while (pending.size > 0) {
    const first = await Promise.any(pending.values()).catch(() => undefined);
    if (!first) return;
    pending.delete(first.url);
    yield first.page;
  }
}
