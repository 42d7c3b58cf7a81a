import { setTimeout as sleep } from "node:timers/promises";

export default async function fetchPolitely(
  urls: string[],
  limit: number,
  seconds: number,
): Promise<number[]> {
  const pages: number[] = [];
  for (const url of urls) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    const { page } = (await response.json()) as { page: number };
    pages.push(page);
    await sleep((1000 * seconds) / limit);
  }
  return pages;
}
