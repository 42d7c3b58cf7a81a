import pLimit from "p-limit";
import type { Country } from "async-lab";

export const rule = "lost-error";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const limit = pLimit(10);
  const outcomes = await Promise.allSettled(urls.map((url) => limit(() => getPage(url))));
  return outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
}
