import type { Country } from "async-lab";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  const started = urls.map(getPage);
  // A failure while an earlier one is awaited would be nobody's otherwise.
  for (const each of started) each.catch(() => undefined);
  const pages: Country[] = [];
  for (const each of started) pages.push(await each);
  return pages;
}
