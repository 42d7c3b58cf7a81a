import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "async-lab";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const pages: Country[] = [];
  const jobs: Promise<void>[] = [];
  for (const [index, url] of urls.entries()) {
    await sleep(Math.ceil(1000 / perSecond));
    jobs.push(getPage(url).then((page) => void (pages[index] = page)));
  }
  await Promise.all(jobs);
  return pages;
}
