import Bottleneck from "bottleneck";
import got from "got";
import type { Country } from "async-lab";

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const limiter = new Bottleneck({ minTime: 1000 / perSecond });
  return Promise.all(urls.map((url) => limiter.schedule(() => got(url).json<Country>())));
}
