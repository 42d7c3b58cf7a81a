import Bottleneck from "bottleneck";
import type { Country } from "async-lab";

export const rule = "too-few-in-flight";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const limiter = new Bottleneck({ maxConcurrent: 10 });
  const pages: Country[] = [];
  for (const url of urls) pages.push(await limiter.schedule(() => getPage(url)));
  return pages;
}
