import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

export const rule = "lost-pages";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as Country;
}

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const started = urls.map(getPage);
  for (const each of started) each.catch(() => undefined);
  const settled: Settled = { pages: [], failures: [] };
  for (const [index, each] of started.entries()) {
    try {
      settled.pages.push(await each);
    } catch (error) {
      settled.failures.push({ url: urls[index] ?? "", reason: String(error) });
      break;
    }
  }
  await Promise.allSettled(started);
  return settled;
}
