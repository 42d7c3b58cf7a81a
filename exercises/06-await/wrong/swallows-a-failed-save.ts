import type { Country } from "async-lab";

export const rule = "lost-save";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function copyAll(
  urls: string[],
  save: (page: Country) => Promise<void>,
): Promise<number> {
  const saves = urls.map(async (url) => save(await getPage(url)));
  await Promise.allSettled(saves);
  return saves.length;
}
