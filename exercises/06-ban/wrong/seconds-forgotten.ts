import Bottleneck from "bottleneck";
import got from "got";

// A wait that takes every window for one second: it keeps to the limit, and takes far too long.
export const rule = "too-slow";

export default async function fetchPolitely(urls: string[], limit: number): Promise<number[]> {
  const limiter = new Bottleneck({ minTime: 1000 / limit });
  const getPage = (url: string) => got(url, { retry: { limit: 0 } }).json<{ page: number }>();
  const answers = await Promise.all(urls.map((url) => limiter.schedule(() => getPage(url))));
  return answers.map(({ page }) => page);
}
