import { setTimeout as sleep } from "node:timers/promises";
// The server tells how many requests are left, and in what time there is room again.

export default async function fetchPolitely(
  urls: string[],
  limit: number,
  seconds: number,
): Promise<number[]> {
  const pages: number[] = [];
  for (const url of urls) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    pages.push(((await response.json()) as { page: number }).page);
    const { headers } = response;
    if (headers.get("x-ratelimit-remaining") === "0") {
      await sleep(1000 * Number(headers.get("x-ratelimit-reset-after") ?? seconds / limit));
    }
  }
  return pages;
}
