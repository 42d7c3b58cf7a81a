import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

// After the filter an index is no longer that of the URL.
export const rule = "other-failures";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as Country;
}

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const outcomes = await Promise.allSettled(urls.map(getPage));
  const failed = outcomes.filter((outcome) => outcome.status === "rejected");
  return {
    pages: outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : [])),
    failures: failed.map(({ reason }, index) => ({ url: urls[index] ?? "", reason: String(reason) })),
  };
}
