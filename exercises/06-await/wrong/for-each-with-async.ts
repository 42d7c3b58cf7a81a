import type { Country } from "async-lab";

export const rule = "returned-early";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

// eslint-disable-next-line @typescript-eslint/require-await -- the mistake
export default async function copyAll(
  urls: string[],
  save: (page: Country) => Promise<void>,
): Promise<number> {
  let saved = 0;
  // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the mistake
  urls.forEach(async (url) => {
    await save(await getPage(url));
    saved += 1;
  });
  return saved;
}
