import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import { request } from "undici";
// As many slots as the limit has, each of them free again a window after its start.

export default async function fetchPolitely(
  urls: string[],
  limit: number,
  seconds: number,
): Promise<number[]> {
  const slot = pLimit(limit);
  const pages: number[] = [];
  await Promise.all(
    urls.map((url, index) =>
      slot(async () => {
        const [{ body }] = await Promise.all([request(url), sleep(1000 * seconds)]);
        pages[index] = ((await body.json()) as { page: number }).page;
      }),
    ),
  );
  return pages;
}
