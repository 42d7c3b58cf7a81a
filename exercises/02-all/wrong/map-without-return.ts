import type { Country } from "async-lab";

export const rule = "not-pages";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  const pages = await Promise.all(
    urls.map(async (url) => {
      await getPage(url);
    }),
  );
  return pages as unknown as Country[];
}
