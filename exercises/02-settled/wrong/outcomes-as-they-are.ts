import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

export const rule = "not-pages-and-failures";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as Country;
}

async function fetchSettled(urls: string[]): Promise<PromiseSettledResult<Country>[]> {
  return Promise.allSettled(urls.map(getPage));
}

export default fetchSettled as unknown as (urls: string[]) => Promise<Settled>;
