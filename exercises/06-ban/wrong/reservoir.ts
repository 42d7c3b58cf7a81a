import Bottleneck from "bottleneck";

// Bottleneck fills it up at steps of 250 ms of its own, not a window after the first start.
export const rule = "over-the-limit";

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
  const limiter = new Bottleneck({
    reservoir: limit,
    reservoirRefreshAmount: limit,
    reservoirRefreshInterval: 1000 * seconds,
  });
  return await Promise.all(urls.map((url) => limiter.schedule(() => getNumber(url))));
}
