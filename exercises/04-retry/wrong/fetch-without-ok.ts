import { setTimeout as sleep } from "node:timers/promises";

// fetch does not throw for a status.
export const rule = "status-not-looked-at";

export default async function fetchWithRetry(url: string, second: number): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await fetch(url);
      return await response.json();
    } catch (error) {
      if (attempt === 5) throw error;
      await sleep(second * 2 ** (attempt - 1));
    }
  }
}
