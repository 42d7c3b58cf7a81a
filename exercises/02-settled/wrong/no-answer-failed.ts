import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

// What fails without an answer has a reason as well.
export const rule = "no-reason";

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const settled: Settled = { pages: [], failures: [] };
  const ends = await Promise.all(urls.map((url) => fetch(url).catch(() => undefined)));
  for (const [index, end] of ends.entries()) {
    const url = urls[index] ?? "";
    if (!end) settled.failures.push({ url, reason: "failed" });
    else if (end.ok) settled.pages.push((await end.json()) as Country);
    else settled.failures.push({ url, reason: String(end.status) });
  }
  return settled;
}
