import type { Country } from "async-lab";

// A shorter list after a longer one gets the rest of that one.
export const rule = "left-over";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

const pages: Country[] = [];

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  await Promise.all(
    urls.map(async (url, index) => {
      pages[index] = await getPage(url);
    }),
  );
  return pages;
}
