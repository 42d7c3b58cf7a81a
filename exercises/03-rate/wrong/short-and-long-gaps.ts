import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "async-lab";

export const rule = "faster-than-the-rate";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  return Promise.all(
    urls.map(async (url, index) => {
      await sleep(((index + (index % 2 === 0 ? 0 : -0.2)) * 1000) / perSecond);
      return await getPage(url);
    }),
  );
}
