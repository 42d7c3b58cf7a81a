import type { Country } from "async-lab";

export const rule = "returned-early";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

// eslint-disable-next-line @typescript-eslint/require-await -- the mistake
export default async function fetchOneByOne(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the mistake
  urls.forEach(async (url) => {
    pages.push(await getPage(url));
  });
  return pages;
}
