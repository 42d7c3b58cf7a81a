import { randomInt } from "node:crypto";
import { scheduler } from "node:timers/promises";
import ky, { HTTPError } from "ky";

// Chance that nobody can steer, and a class.
class Retrier {
  #attempt = 0;

  constructor(private readonly second: number) {}

  async run(work: () => Promise<unknown>): Promise<unknown> {
    for (;;) {
      this.#attempt++;
      try {
        return await work();
      } catch (error) {
        if (this.#attempt >= 5) throw error;
        await scheduler.wait(this.#pause(error));
      }
    }
  }

  #pause(error: unknown): number {
    const base = this.second * 2 ** (this.#attempt - 1);
    const own = base + randomInt(base);
    if (!(error instanceof HTTPError)) return own;
    const { status, headers } = error.response;
    if (status < 500 && status !== 429) throw error;
    const header = headers.get("retry-after");
    if (!header) return own;
    const asked = /\D/.test(header) ? new Date(header).valueOf() - Date.now() : Number(header) * 1000;
    return Math.max(own, asked);
  }
}

export default async function fetchWithRetry(url: string, second: number): Promise<unknown> {
  return new Retrier(second).run(() => ky(url, { retry: 0 }).json());
}
