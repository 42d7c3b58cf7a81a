import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

export const rule = "failure-twice";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as Country;
}

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const settled: Settled = { pages: [], failures: [] };
  const one = async (url: string) => {
    try {
      return await getPage(url);
    } catch (error) {
      settled.failures.push({ url, reason: String(error) });
      throw error;
    }
  };
  const outcomes = await Promise.allSettled(urls.map(one));
  outcomes.forEach((outcome, index) => {
    if (outcome.status === "fulfilled") settled.pages.push(outcome.value);
    else settled.failures.push({ url: urls[index] ?? "", reason: String(outcome.reason) });
  });
  return settled;
}
