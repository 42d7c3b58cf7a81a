import Bottleneck from "bottleneck";
import got from "got";

export default async function fetchPolitely(
  urls: string[],
  limit: number,
  seconds: number,
): Promise<number[]> {
  const limiter = new Bottleneck({ minTime: (1100 * seconds) / limit });
  const getPage = (url: string) => got(url).json<{ page: number }>();
  const answers = await Promise.all(urls.map((url) => limiter.schedule(() => getPage(url))));
  return answers.map((answer) => answer.page);
}
