import ky from "ky";
import pMap from "p-map";
import type { Country } from "async-lab";

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  const signal = AbortSignal.timeout(5000);
  return pMap(urls, (url) => ky(url, { signal, retry: 0 }).json<Country>());
}
