import type { Country } from "async-lab";

export const rule = "lost-error";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchPages(urls: string[]): Promise<Country[]> {
  try {
    return await Promise.all(urls.map(getPage));
  } catch {
    return [];
  }
}
