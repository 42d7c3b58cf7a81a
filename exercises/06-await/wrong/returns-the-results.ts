import type { Country } from "async-lab";

export const rule = "wrong-count";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function copyAll(
  urls: string[],
  save: (page: Country) => Promise<void>,
): Promise<number> {
  const saves = await Promise.all(urls.map(async (url) => save(await getPage(url))));
  return saves as unknown as number;
}
