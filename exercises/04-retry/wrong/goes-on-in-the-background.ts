import { setTimeout as sleep } from "node:timers/promises";
import got from "got";

// The first failure comes out while the retries go on.
export const rule = "returned-early";

export default async function fetchWithRetry(url: string, second: number): Promise<unknown> {
  const ask = () => got(url, { retry: { limit: 0 } }).json();
  return ask().catch((error: unknown) => {
    void (async () => {
      for (let attempt = 2; attempt <= 5; attempt += 1) {
        await sleep(second * 2 ** (attempt - 2));
        await ask().catch(() => undefined);
      }
    })();
    throw error;
  });
}
