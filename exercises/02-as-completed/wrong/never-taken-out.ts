import type { Country } from "async-lab";

// The fastest page again and again: the race is run among all of them each time.
export const rule = "yielded-twice";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const pending = urls.map(getPage);
  yield* await Promise.all(urls.map(() => Promise.race(pending)));
}
