import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

// The lists are the same ones in every call.
export const rule = "left-over";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as Country;
}

const settled: Settled = { pages: [], failures: [] };

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const outcomes = await Promise.allSettled(urls.map((url) => getPage(url)));
  outcomes.forEach((outcome, index) => {
    if (outcome.status === "fulfilled") settled.pages.push(outcome.value);
    else settled.failures.push({ url: urls[index] ?? "", reason: String(outcome.reason) });
  });
  return settled;
}
