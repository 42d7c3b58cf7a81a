import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "async-lab";

export const rule = "slower-than-the-rate";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  return Promise.all(
    urls.map(async (url, index) => {
      await sleep((index * 1000) / perSecond + (index >= 12 ? 500 : 0));
      return await getPage(url);
    }),
  );
}
