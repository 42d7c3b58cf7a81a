import type { Country } from "async-lab";

export const rule = "slots-left-empty";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const pages: Promise<Country>[] = [];
  const inFlight = new Set<Promise<unknown>>();
  for (const url of urls) {
    const free = 10 - inFlight.size;
    if (free === 0) for (let more = 0; more < 5; more += 1) await Promise.race(inFlight);
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
