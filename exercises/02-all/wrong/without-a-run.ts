import type { Country } from "async-lab";

// Shortens the address.
export const rule = "other-requests";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  return Promise.all(urls.map((url) => getPage(url.replace(/\/r\/[^/]+/, ""))));
}
