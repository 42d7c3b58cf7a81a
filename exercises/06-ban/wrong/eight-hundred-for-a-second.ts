import Bottleneck from "bottleneck";
import got from "got";

export const rule = "banned";

async function getNumber(url: string): Promise<number> {
  const { page } = await got(url, { retry: { limit: 0 } }).json<{ page: number }>();
  return page;
}

export default async function fetchPolitely(
  urls: string[],
  limit: number,
  seconds: number,
): Promise<number[]> {
  const limiter = new Bottleneck({ minTime: (800 * seconds) / limit });
  return await Promise.all(urls.map((url) => limiter.schedule(() => getNumber(url))));
}
