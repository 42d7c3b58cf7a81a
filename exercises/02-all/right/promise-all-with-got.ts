import got from "got";
import type { Country } from "async-lab";

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  return Promise.all(urls.map((url) => got(url).json<Country>()));
}
