import type { Country } from "async-lab";

export const rule = "lost-error";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  const outcomes = await Promise.allSettled(urls.map(getPage));
  return outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
}
