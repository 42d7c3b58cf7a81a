import type { Country } from "async-lab";

// The list is the same one in every call.
export const rule = "left-over";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

const pages: Country[] = [];

export default async function fetchOneByOne(urls: string[]): Promise<Country[]> {
  for (const url of urls) pages.push(await getPage(url));
  return [...pages];
}
