import got from "got";
import type { Country } from "async-lab";

export default function fetchOneByOne(urls: string[]): Promise<Country[]> {
  return urls.reduce<Promise<Country[]>>(
    async (before, url) => [...(await before), await got(url).json<Country>()],
    Promise.resolve([]),
  );
}
