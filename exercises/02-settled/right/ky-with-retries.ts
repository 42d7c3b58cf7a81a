import ky from "ky";
import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

// ky tries some failures again, as got does: that is left open.
export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const outcomes = await Promise.allSettled(urls.map((url) => ky(url).json<Country>()));
  const settled: Settled = { pages: [], failures: [] };
  outcomes.forEach((outcome, index) => {
    if (outcome.status === "fulfilled") settled.pages.push(outcome.value);
    else settled.failures.push({ url: urls[index] ?? "", reason: String(outcome.reason) });
  });
  return settled;
}
