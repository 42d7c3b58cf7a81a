import type { Country } from "async-lab";

export const rule = "arrival-order";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  yield* await Promise.all(urls.map(getPage));
}
