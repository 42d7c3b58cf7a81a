import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

export const rule = "all-at-once";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as Country;
}

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const settled: Settled = { pages: [], failures: [] };
  for (const url of urls) {
    try {
      settled.pages.push(await getPage(url));
    } catch (error) {
      settled.failures.push({ url, reason: String(error) });
    }
  }
  return settled;
}
