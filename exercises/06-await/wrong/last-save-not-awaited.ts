import type { Country } from "async-lab";

export const rule = "save-not-awaited";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function copyAll(
  urls: string[],
  save: (page: Country) => Promise<void>,
): Promise<number> {
  const pages = await Promise.all(urls.map(getPage));
  const saving = pages.map((page) => save(page));
  await Promise.race(saving);
  return saving.length;
}
