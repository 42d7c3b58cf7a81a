import Bottleneck from "bottleneck";
import got from "got";

export const rule = "too-slow";

async function getNumber(url: string): Promise<number> {
  const { page } = await got(url, { retry: { limit: 0 } }).json<{ page: number }>();
  return page;
}

export default async function fetchPolitely(
  urls: string[],
  _limit: number,
  seconds: number,
): Promise<number[]> {
  const limiter = new Bottleneck({ minTime: 1000 * seconds });
  return await Promise.all(urls.map((url) => limiter.schedule(() => getNumber(url))));
}
