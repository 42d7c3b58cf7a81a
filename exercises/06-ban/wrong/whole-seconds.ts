import { setTimeout as sleep } from "node:timers/promises";

export const rule = "too-slow";

async function getNumber(url: string): Promise<number> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const { page } = (await response.json()) as { page: number };
  return page;
}

export default async function fetchPolitely(
  urls: string[],
  limit: number,
  seconds: number,
): Promise<number[]> {
  const gapMs = (1000 * Math.ceil(seconds)) / limit;
  return await Promise.all(
    urls.map(async (url, index) => {
      await sleep(index * gapMs);
      return await getNumber(url);
    }),
  );
}
