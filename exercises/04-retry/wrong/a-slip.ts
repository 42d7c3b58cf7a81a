import { setTimeout as sleep } from "node:timers/promises";
import got from "got";

export const outcome = "error";

export default async function fetchWithRetry(url: string, second: number): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await got(url, { retry: { limit: 0 } }).json();
    } catch (error) {
      const { headers } = (error as { response: { headers: { wait: string } } }).response;
      await sleep(second * headers.wait.length);
    }
  }
}
