import got from "got";
import type { Country } from "async-lab";

const client = got.extend({ retry: { limit: 0 } });

async function fetchCountry(url: string): Promise<Country> {
  return await client(url).json<Country>();
}

export default async function copyAll(
  urls: string[],
  save: (page: Country) => Promise<void>,
): Promise<number> {
  let saved = 0;
  await Promise.all(
    urls.map(async (url) => {
      const page = await fetchCountry(url);
      await save(page);
      saved += 1;
    }),
  );
  return saved;
}
