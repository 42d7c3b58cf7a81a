import type { Country } from "async-lab";

// The right order, but nothing comes out before the last page is there.
export const rule = "as-they-arrive";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const arrived: Country[] = [];
  await Promise.all(
    urls.map(async (url) => {
      arrived.push(await getPage(url));
    }),
  );
  yield* arrived;
}
