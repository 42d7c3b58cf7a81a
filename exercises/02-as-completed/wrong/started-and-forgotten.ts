import type { Country } from "async-lab";

export const rule = "ended-early";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

// eslint-disable-next-line @typescript-eslint/require-await -- the mistake
export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const arrived: Country[] = [];
  for (const url of urls) void getPage(url).then((page) => arrived.push(page));
  yield* arrived;
}
