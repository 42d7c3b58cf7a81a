import Bottleneck from "bottleneck";
import type { Country } from "async-lab";

// The job does not wait for the page, so its slot is free again at once.
export const rule = "too-many-in-flight";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const limiter = new Bottleneck({ maxConcurrent: 10 });
  const started: Promise<Country>[] = [];
  for (const url of urls) {
    await limiter.schedule(async () => {
      started.push(getPage(url));
      await Promise.resolve();
    });
  }
  return Promise.all(started);
}
