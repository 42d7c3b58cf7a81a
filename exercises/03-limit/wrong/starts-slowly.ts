import Bottleneck from "bottleneck";
import type { Country } from "async-lab";

export const rule = "slots-left-empty";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const limiter = new Bottleneck({ maxConcurrent: 10, minTime: 20 });
  return Promise.all(urls.map((url) => limiter.schedule(() => getPage(url))));
}
