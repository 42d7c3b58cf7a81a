import got from "got";
import type { Country } from "async-lab";

export const rule = "responses";

export default async function fetchOneByOne(urls: string[]): Promise<Country[]> {
  const pages: unknown[] = [];
  for (const url of urls) pages.push(await got(url).text());
  return pages as Country[];
}
