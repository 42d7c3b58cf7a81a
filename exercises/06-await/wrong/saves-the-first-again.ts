import type { Country } from "async-lab";

export const rule = "saved-pages";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function copyAll(
  urls: string[],
  save: (page: Country) => Promise<void>,
): Promise<number> {
  const [first, ...others] = await Promise.all(urls.map(getPage));
  if (!first) return 0;
  for (let count = 0; count <= others.length; count += 1) await save(first);
  return urls.length;
}
