import Bottleneck from "bottleneck";
import type { Country } from "async-lab";

export const rule = "url-order";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const limiter = new Bottleneck({ minTime: 1000 / perSecond });
  const pages: Country[] = [];
  await Promise.all(urls.map((url) => limiter.schedule(async () => pages.push(await getPage(url)))));
  return pages;
}
