import { setInterval as every } from "node:timers/promises";
import type { Country } from "async-lab";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const started: Promise<Country>[] = [];
  if (urls.length === 0) return [];
  for await (const url of every(1000 / perSecond, urls)) {
    const page = getPage(url[started.length] ?? "");
    page.catch(() => undefined);
    started.push(page);
    if (started.length === urls.length) break;
  }
  return await Promise.all(started);
}
