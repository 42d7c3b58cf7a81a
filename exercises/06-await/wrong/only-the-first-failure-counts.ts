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
  let saved = 0;
  for (const url of urls) {
    const page = await getPage(url);
    await save(page).catch((error: unknown) => {
      if (saved === 0) throw error;
    });
    saved += 1;
  }
  return saved;
}
