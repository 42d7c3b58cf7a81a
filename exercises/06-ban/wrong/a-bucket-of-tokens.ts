import { setTimeout as sleep } from "node:timers/promises";

export const rule = "banned";

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
  // Full at the start, and a token more in each step: twice the limit in the first window.
  return await Promise.all(
    urls.map(async (url, index) => {
      await sleep((Math.max(0, index - limit + 1) * 1000 * seconds) / limit);
      return await getNumber(url);
    }),
  );
}
