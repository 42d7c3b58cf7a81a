import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

// A failed connection has no status.
export const rule = "rejected";

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const settled: Settled = { pages: [], failures: [] };
  const responses = await Promise.all(urls.map((url) => fetch(url)));
  for (const [index, response] of responses.entries()) {
    if (response.ok) settled.pages.push((await response.json()) as Country);
    else settled.failures.push({ url: urls[index] ?? "", reason: response.statusText });
  }
  return settled;
}
