import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "async-lab";

export const rule = "slots-left-empty";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  let taken = 0;
  return Promise.all(
    urls.map(async (url) => {
      while (taken >= 10) await sleep(50);
      taken += 1;
      try {
        return await getPage(url);
      } finally {
        taken -= 1;
      }
    }),
  );
}
