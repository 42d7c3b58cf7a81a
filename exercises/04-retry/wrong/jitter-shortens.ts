import { setTimeout as sleep } from "node:timers/promises";
import got, { HTTPError } from "got";

// From half of the wait to all of it.
export const rule = "jitter-shortens";

function isWorthRetrying(error: unknown): boolean {
  if (!(error instanceof HTTPError)) return true;
  return error.response.statusCode === 429 || error.response.statusCode >= 500;
}

function askedToWait(error: unknown): number {
  const header = error instanceof HTTPError ? error.response.headers["retry-after"] : undefined;
  if (header === undefined) return 0;
  return /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
}

export default async function fetchWithRetry(url: string, second: number): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await got(url, { retry: { limit: 0 } }).json();
    } catch (error) {
      if (attempt === 5 || !isWorthRetrying(error)) throw error;
      await sleep(Math.max(second * 2 ** (attempt - 1) * (0.5 + Math.random() / 2), askedToWait(error)));
    }
  }
}
