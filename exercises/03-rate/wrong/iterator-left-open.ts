import { setInterval } from "node:timers/promises";
import type { Country } from "async-lab";

// A `for await` would have ended it.
export const rule = "timer-left-behind";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const ticks = setInterval(1000 / perSecond)[Symbol.asyncIterator]();
  const started: Promise<Country>[] = [];
  for (const url of urls) {
    await ticks.next();
    const page = getPage(url);
    page.catch(() => undefined);
    started.push(page);
  }
  return Promise.all(started);
}
