import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "async-lab";

export const rule = "changed-the-list";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const started: Promise<Country>[] = [];
  for (let url = urls.shift(); url !== undefined; url = urls.shift()) {
    started.push(getPage(url));
    await sleep(1000 / perSecond);
  }
  return Promise.all(started);
}
