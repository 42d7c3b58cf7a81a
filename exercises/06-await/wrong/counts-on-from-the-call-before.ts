import type { Country } from "async-lab";

export const rule = "wrong-count";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

let saved = 0;

export default async function copyAll(
  urls: string[],
  save: (page: Country) => Promise<void>,
): Promise<number> {
  for (const url of urls) {
    await save(await getPage(url));
    saved += 1;
  }
  return saved;
}
