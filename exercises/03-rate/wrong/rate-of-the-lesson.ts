import Bottleneck from "bottleneck";
import type { Country } from "async-lab";

// Right for 20 a second, and for nothing else.
export const rule = "faster-than-the-rate";
/* eslint-disable @typescript-eslint/no-unused-vars -- the mistake */

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAtRate(urls: string[], _perSecond: number): Promise<Country[]> {
  const limiter = new Bottleneck({ minTime: 50 });
  return Promise.all(urls.map((url) => limiter.schedule(() => getPage(url))));
}
