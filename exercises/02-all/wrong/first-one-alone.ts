import type { Country } from "async-lab";

export const rule = "all-at-once";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  const [first, ...others] = urls;
  if (first !== undefined) pages.push(await getPage(first));
  return [...pages, ...(await Promise.all(others.map(getPage)))];
}
