import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

export const rule = "reason-no-text";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as Country;
}

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const outcomes = await Promise.allSettled(urls.map(getPage));
  const settled: Settled = { pages: [], failures: [] };
  outcomes.forEach((outcome, index) => {
    if (outcome.status === "fulfilled") settled.pages.push(outcome.value);
    else settled.failures.push({ url: urls[index] ?? "", reason: outcome.reason as string });
  });
  return settled;
}
