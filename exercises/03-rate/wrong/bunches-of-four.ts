import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "async-lab";

export const rule = "faster-than-the-rate";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const started: Promise<Country>[] = [];
  for (const [index, url] of urls.entries()) {
    if (index > 0 && index % 4 === 0) await sleep(4000 / perSecond);
    const page = getPage(url);
    page.catch(() => undefined);
    started.push(page);
  }
  return Promise.all(started);
}
