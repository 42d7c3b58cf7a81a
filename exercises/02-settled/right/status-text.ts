import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const settled: Settled = { pages: [], failures: [] };
  const ends = await Promise.all(urls.map((url) => fetch(url).catch((error: unknown) => error as Error)));
  for (const [index, end] of ends.entries()) {
    const url = urls[index] ?? "";
    if (end instanceof Error) settled.failures.push({ url, reason: end.message });
    else if (end.ok) settled.pages.push((await end.json()) as Country);
    else settled.failures.push({ url, reason: end.statusText });
  }
  return settled;
}
