import { setTimeout as sleep } from "node:timers/promises";
import type { Country } from "async-lab";

// Looks every now and then whether a page is there.
export const rule = "as-they-arrive";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const arrived: Country[] = [];
  let failed: Error | undefined;
  for (const url of urls) {
    getPage(url).then(
      (page) => arrived.push(page),
      (error: unknown) => (failed = error as Error),
    );
  }
  for (let left = urls.length; left > 0;) {
    if (failed) throw failed;
    const page = arrived.shift();
    if (page) {
      yield page;
      left -= 1;
    } else await sleep(100);
  }
}
