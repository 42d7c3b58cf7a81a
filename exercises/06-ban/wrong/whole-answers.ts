import Bottleneck from "bottleneck";
import got from "got";

export const rule = "page-numbers";

export default async function fetchPolitely(
  urls: string[],
  limit: number,
  seconds: number,
): Promise<number[]> {
  const limiter = new Bottleneck({ minTime: (1000 * seconds) / limit });
  return await Promise.all(urls.map((url) => limiter.schedule(() => got(url).json<number>())));
}
