import type { Country } from "async-lab";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function copyAll(
  urls: string[],
  save: (page: Country) => Promise<void>,
): Promise<number> {
  return await urls.reduce(async (before, url) => {
    const saved = await before;
    await save(await getPage(url));
    return saved + 1;
  }, Promise.resolve(0));
}
