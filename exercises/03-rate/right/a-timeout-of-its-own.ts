import { setTimeout as sleep } from "node:timers/promises";
import ky from "ky";
import type { Country } from "async-lab";

// The time limit is still pending when the pages are there: it does no harm.
export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const pages = Promise.all(
    urls.map(async (url, index) => {
      await sleep(index * (1000 / perSecond));
      return await ky(url, { retry: 0, timeout: false, signal: AbortSignal.timeout(90_000) }).json<Country>();
    }),
  );
  const tooLate = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error("more than two minutes")), 120_000);
  });
  return Promise.race([pages, tooLate]);
}
