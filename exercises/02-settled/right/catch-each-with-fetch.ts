import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as Country;
}

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const outcomes = await Promise.all(
    urls.map(async (url) => {
      try {
        return { page: await getPage(url) };
      } catch (error) {
        return { url, reason: error instanceof Error ? error.message : String(error) };
      }
    }),
  );
  return {
    pages: outcomes.flatMap((outcome) => ("page" in outcome ? [outcome.page] : [])),
    failures: outcomes.flatMap((outcome) => ("page" in outcome ? [] : [outcome])),
  };
}
