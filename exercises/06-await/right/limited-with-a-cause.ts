import pLimit from "p-limit";
import { request } from "undici";
import type { Country } from "async-lab";

export default async function copyAll(
  urls: string[],
  save: (page: Country) => Promise<void>,
): Promise<number> {
  const limit = pLimit(2);
  const copy = async (url: string) => {
    const { body } = await request(url);
    const page = (await body.json()) as Country;
    try {
      await save(page);
    } catch (cause) {
      throw new Error(`${page.name} was not saved`, { cause });
    }
  };
  await Promise.all(urls.map((url) => limit(copy, url)));
  return urls.length;
}
