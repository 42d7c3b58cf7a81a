import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "async-lab";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const started: Promise<Country>[] = [];
  for (const url of urls) {
    if (started.length > 0) await sleep(1000 / perSecond);
    const page = getPage(url);
    // A failure while the others are still being started would be nobody's otherwise.
    page.catch(() => undefined);
    started.push(page);
  }
  return Promise.all(started);
}
