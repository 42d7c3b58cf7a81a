import type { Country } from "async-lab";

export const rule = "other-save-error";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function copyAll(
  urls: string[],
  save: (page: Country) => Promise<void>,
): Promise<number> {
  try {
    await Promise.all(urls.map(async (url) => save(await getPage(url))));
  } catch {
    throw new Error("the copy failed");
  }
  return urls.length;
}
