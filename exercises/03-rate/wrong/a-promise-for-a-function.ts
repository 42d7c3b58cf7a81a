import Bottleneck from "bottleneck";
import type { Country } from "async-lab";

// In a cell the compiler lets it pass: all the requests are on their way before the limiter hears of them.
export const rule = "faster-than-the-rate";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const limiter = new Bottleneck({ minTime: 1000 / perSecond });
  const schedule = limiter.schedule.bind(limiter) as (work: unknown) => Promise<Country>;
  return Promise.all(urls.map((url) => schedule(getPage(url))));
}
