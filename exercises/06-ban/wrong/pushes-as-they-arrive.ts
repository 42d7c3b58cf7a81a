import Bottleneck from "bottleneck";
import got from "got";

export const rule = "page-numbers";

async function getNumber(url: string): Promise<number> {
  const { page } = await got(url, { retry: { limit: 0 } }).json<{ page: number }>();
  return page;
}

export default async function fetchPolitely(
  urls: string[],
  limit: number,
  seconds: number,
): Promise<number[]> {
  const limiter = new Bottleneck({ minTime: (1000 * seconds) / limit });
  const pages: number[] = [];
  await Promise.all(urls.map((url) => limiter.schedule(async () => pages.push(await getNumber(url)))));
  return pages;
}
