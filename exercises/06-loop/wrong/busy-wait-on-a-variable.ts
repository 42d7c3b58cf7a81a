import type { Country } from "async-lab";

export const rule = "never-rests";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

// eslint-disable-next-line @typescript-eslint/require-await -- the mistake
export default async function fetchPages(urls: string[]): Promise<Country[]> {
  const state: { pages?: Country[] } = {};
  Promise.all(urls.map(getPage)).then(
    (pages) => (state.pages = pages),
    () => (state.pages = []),
  );
  while (!state.pages);
  return state.pages;
}
