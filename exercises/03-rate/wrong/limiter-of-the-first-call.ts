import Bottleneck from "bottleneck";
import type { Country } from "async-lab";

// The rate of the first call is kept for all others.
export const rule = "faster-than-the-rate";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

let limiter: Bottleneck | undefined;

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const kept = (limiter ??= new Bottleneck({ minTime: 1000 / perSecond }));
  return Promise.all(urls.map((url) => kept.schedule(() => getPage(url))));
}
