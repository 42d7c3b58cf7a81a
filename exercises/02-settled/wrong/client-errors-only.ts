import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

// A 500 or 503 is not looked at: what fails is the parsing of its empty body.
export const rule = "no-reason";

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const outcomes = await Promise.allSettled(
    urls.map(async (url) => {
      const response = await fetch(url);
      if (response.status >= 400 && response.status < 500) throw new Error(`status ${response.status}`);
      return (await response.json()) as Country;
    }),
  );
  const settled: Settled = { pages: [], failures: [] };
  outcomes.forEach((outcome, index) => {
    if (outcome.status === "fulfilled") settled.pages.push(outcome.value);
    else settled.failures.push({ url: urls[index] ?? "", reason: String(outcome.reason) });
  });
  return settled;
}
