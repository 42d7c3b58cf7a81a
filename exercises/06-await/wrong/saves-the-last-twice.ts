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
  const pages = await Promise.all(urls.map(getPage));
  await Promise.all([...pages, ...pages.slice(-1)].map(save));
  return urls.length;
}
