import { setTimeout as sleep } from "node:timers/promises";
import axios from "axios";

/** Lets `limit` jobs start in any `windowMs`. */
class SlidingWindow {
  private readonly starts: number[] = [];
  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  async take(): Promise<void> {
    const oldest = this.starts.at(-this.limit);
    const now = Date.now();
    const at = oldest === undefined ? now : Math.max(now, oldest + this.windowMs);
    this.starts.push(at);
    if (at > now) await sleep(at - now);
  }
}

export default async function fetchPolitely(
  urls: string[],
  limit: number,
  seconds: number,
): Promise<number[]> {
  const window = new SlidingWindow(limit, 1000 * seconds);
  return await Promise.all(
    urls.map(async (url) => {
      await window.take();
      return (await axios.get<{ page: number }>(url)).data.page;
    }),
  );
}
