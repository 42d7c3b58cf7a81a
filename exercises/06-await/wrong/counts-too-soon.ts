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
  let saved = 0;
  const work = urls.map(async (url) => {
    await save(await getPage(url));
    saved += 1;
  });
  const count = saved;
  await Promise.all(work);
  return count;
}
