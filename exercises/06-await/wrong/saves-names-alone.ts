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
  for (const url of urls) {
    const { code, name } = await getPage(url);
    await save({ code, name } as Country);
  }
  return urls.length;
}
