import type { Country } from "async-lab";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const pages: Promise<Country>[] = [];
  const inFlight = new Set<Promise<unknown>>();
  for (const url of urls) {
    if (inFlight.size === 10) await Promise.race(inFlight);
    const page = getPage(url);
    pages.push(page);
    const settled: Promise<unknown> = page.then(
      () => inFlight.delete(settled),
      () => inFlight.delete(settled),
    );
    inFlight.add(settled);
  }
  return Promise.all(pages);
}
