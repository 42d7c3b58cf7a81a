import pMap from "p-map";
import type { Country } from "async-lab";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function copyAll(
  urls: string[],
  save: (page: Country) => Promise<void>,
): Promise<number> {
  const saved = await pMap(urls, (url) => getPage(url).then(save), { concurrency: 2 });
  return saved.length;
}
