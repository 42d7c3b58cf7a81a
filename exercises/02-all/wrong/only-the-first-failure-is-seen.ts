import type { Country } from "async-lab";

// The failures of the others are nobody's.
export const rule = "lost-error";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  const outcomes = await Promise.allSettled(urls.map((url) => getPage(url)));
  const [first] = outcomes;
  if (first?.status === "rejected") throw first.reason;
  return outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
}
