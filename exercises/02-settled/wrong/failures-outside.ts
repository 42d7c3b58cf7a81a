import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

export const rule = "left-over-failure";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as Country;
}

const failures: Settled["failures"] = [];

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const outcomes = await Promise.allSettled(urls.map((url) => getPage(url)));
  outcomes.forEach((outcome, index) => {
    if (outcome.status === "rejected")
      failures.push({ url: urls[index] ?? "", reason: String(outcome.reason) });
  });
  return { pages: outcomes.flatMap((each) => (each.status === "fulfilled" ? [each.value] : [])), failures };
}
