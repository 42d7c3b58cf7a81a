import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "async-lab";

// Half the rate for the first ones, and then as it should be.
export const rule = "slower-than-the-rate";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const gapMs = 1000 / perSecond;
  return Promise.all(
    urls.map(async (url, index) => {
      await sleep(index * gapMs + Math.min(index, 4) * gapMs);
      return await getPage(url);
    }),
  );
}
