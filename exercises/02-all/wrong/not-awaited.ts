import type { Country } from "async-lab";

export const rule = "returned-early";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

// eslint-disable-next-line @typescript-eslint/require-await -- the mistake
export default async function fetchAll(urls: string[]): Promise<Country[]> {
  let pages: Country[] = [];
  void Promise.all(urls.map(getPage)).then((all) => (pages = all));
  return pages;
}
