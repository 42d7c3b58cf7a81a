import Bottleneck from "bottleneck";
import { request } from "undici";
import type { Country } from "async-lab";

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const limiter = new Bottleneck({ minTime: 1100 / perSecond, maxConcurrent: 50 });
  const getPage = async (url: string) => (await (await request(url)).body.json()) as Country;
  return Promise.all(urls.map((url) => limiter.schedule(getPage, url)));
}
