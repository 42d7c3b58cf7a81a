import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import type { Country } from "async-lab";

export const rule = "slots-left-empty";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const limit = pLimit(10);
  const getPolitely = async (url: string) => {
    const page = await getPage(url);
    await sleep(100);
    return page;
  };
  return Promise.all(urls.map((url) => limit(() => getPolitely(url))));
}
