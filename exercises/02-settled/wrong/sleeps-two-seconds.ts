import { setTimeout as sleep } from "node:timers/promises";
import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

export const rule = "fixed-wait";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as Country;
}

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const pages = new Map<number, Country>();
  const failures: Settled["failures"] = [];
  for (const [index, url] of urls.entries()) {
    getPage(url).then(
      (page) => pages.set(index, page),
      (error: unknown) => failures.push({ url, reason: String(error) }),
    );
  }
  await sleep(2000);
  return { pages: [...pages].sort(([a], [b]) => a - b).map(([, page]) => page), failures };
}
