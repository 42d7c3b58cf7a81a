import Bottleneck from "bottleneck";
import got from "got";

// A little too fast; got heeds `Retry-After` and tries again by itself.
export const rule = "over-the-limit";

export default async function fetchPolitely(
  urls: string[],
  limit: number,
  seconds: number,
): Promise<number[]> {
  const limiter = new Bottleneck({ minTime: (1000 * seconds) / (limit + 1) });
  const getPage = (url: string) => got(url).json<{ page: number }>();
  const answers = await Promise.all(urls.map((url) => limiter.schedule(() => getPage(url))));
  return answers.map((answer) => answer.page);
}
