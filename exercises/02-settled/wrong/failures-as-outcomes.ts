import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

// The outcomes as `allSettled` gives them.
export const rule = "failure-shape";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as Country;
}

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const outcomes = await Promise.allSettled(urls.map((url) => getPage(url)));
  const pages: Country[] = [];
  const failures: unknown[] = [];
  outcomes.forEach((outcome) => {
    if (outcome.status === "fulfilled") pages.push(outcome.value);
    else failures.push(outcome);
  });
  return { pages, failures: failures as Settled["failures"] };
}
