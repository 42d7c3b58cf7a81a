import type { Country } from "async-lab";

export const rule = "not-iterable";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

async function asCompleted(urls: string[]): Promise<Country[]> {
  return Promise.all(urls.map(getPage));
}

export default asCompleted as unknown as (urls: string[]) => AsyncIterable<Country>;
