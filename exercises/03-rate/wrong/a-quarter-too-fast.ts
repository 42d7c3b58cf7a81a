import Bottleneck from "bottleneck";
import type { Country } from "async-lab";

export const rule = "faster-than-the-rate";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const limiter = new Bottleneck({ minTime: 800 / perSecond });
  return Promise.all(urls.map((url) => limiter.schedule(() => getPage(url))));
}
