import type { Country } from "async-lab";

export const rule = "slots-left-empty";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  const inFlight: Promise<Country>[] = [];
  for (const url of urls) {
    const oldest = inFlight.length === 10 ? inFlight.shift() : undefined;
    if (oldest) pages.push(await oldest);
    inFlight.push(getPage(url));
  }
  return [...pages, ...(await Promise.all(inFlight))];
}
