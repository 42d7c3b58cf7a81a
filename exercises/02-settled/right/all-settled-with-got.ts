import got from "got";
import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const outcomes = await Promise.allSettled(urls.map((url) => got(url).json<Country>()));
  const settled: Settled = { pages: [], failures: [] };
  outcomes.forEach((outcome, index) => {
    if (outcome.status === "fulfilled") settled.pages.push(outcome.value);
    else settled.failures.push({ url: urls[index] ?? "", reason: String(outcome.reason) });
  });
  return settled;
}
