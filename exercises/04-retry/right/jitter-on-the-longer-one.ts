import { setTimeout as sleep } from "node:timers/promises";
import axios, { AxiosError } from "axios";

// Little jitter, on what the server asks for, too; and the last error with the others as its cause.
export default async function fetchWithRetry(url: string, second: number): Promise<unknown> {
  const errors: unknown[] = [];
  for (let left = 4; ; left -= 1) {
    try {
      const { data } = await axios<unknown>({ url, timeout: 60_000 });
      return data;
    } catch (error) {
      const response = error instanceof AxiosError ? error.response : undefined;
      errors.push(error);
      const isFinal = response !== undefined && response.status !== 429 && response.status < 500;
      if (left === 0 || isFinal) {
        throw new Error(`attempt ${errors.length}: ${response ? response.status : "no answer"}`, {
          cause: error,
        });
      }
      const header = String((response?.headers["retry-after"] as string | undefined) ?? 0);
      const asked = Number.isNaN(Number(header)) ? Date.parse(header) - Date.now() : 1000 * Number(header);
      await sleep(Math.max(second * 2 ** (4 - left), asked) * (1 + 0.1 * Math.random()));
    }
  }
}
