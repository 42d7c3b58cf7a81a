import { setTimeout as sleep } from "node:timers/promises";
import got from "got";
import pLimit from "p-limit";
import type { Country } from "async-lab";

// A pause after each page is polite, and no mistake.
export default async function fetchOneByOne(urls: string[]): Promise<Country[]> {
  const limit = pLimit(1);
  return Promise.all(
    urls.map((url) =>
      limit(async () => {
        const page = await got(url).json<Country>();
        await sleep(50);
        return page;
      }),
    ),
  );
}
