import pMap from "p-map";
import { request } from "undici";
import type { Country } from "async-lab";

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const getPage = async (url: string) => (await (await request(url)).body.json()) as Country;
  return pMap(urls, getPage, { concurrency: 10 });
}
