import Bottleneck from "bottleneck";
import got from "got";
import type { Country } from "async-lab";

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const limiter = new Bottleneck({ maxConcurrent: 10 });
  return Promise.all(urls.map((url) => limiter.schedule(() => got(url).json<Country>())));
}
