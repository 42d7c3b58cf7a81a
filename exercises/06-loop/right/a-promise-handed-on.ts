import type { Country } from "async-lab";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default function fetchPages(urls: string[]): Promise<Country[]> {
  return Promise.all(urls.map(getPage));
}
