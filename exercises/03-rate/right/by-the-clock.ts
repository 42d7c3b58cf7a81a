import { scheduler } from "node:timers/promises";
import { request } from "undici";
import type { Country } from "async-lab";

/** Starts jobs at times that lie a fixed step apart, counted from the first one. */
class Pacer {
  private next = 0;
  constructor(private readonly stepMs: number) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    const now = performance.now();
    const at = Math.max(now, this.next);
    this.next = at + this.stepMs;
    if (at > now) await scheduler.wait(at - now);
    return await work();
  }
}

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const pacer = new Pacer(1000 / perSecond);
  return Promise.all(
    urls.map((url) => pacer.run(async () => (await (await request(url)).body.json()) as Country)),
  );
}
