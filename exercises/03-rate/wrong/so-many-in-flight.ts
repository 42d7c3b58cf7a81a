import Bottleneck from "bottleneck";
import type { Country } from "async-lab";

// How many are in flight is not how many start in a second.
export const rule = "faster-than-the-rate";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const limiter = new Bottleneck({ maxConcurrent: perSecond });
  return Promise.all(urls.map((url) => limiter.schedule(() => getPage(url))));
}
