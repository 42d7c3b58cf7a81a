import Bottleneck from "bottleneck";
import type { Country } from "async-lab";

export const rule = "lost-error";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  const limiter = new Bottleneck({ minTime: 1000 / perSecond });
  const outcomes = await Promise.allSettled(urls.map((url) => limiter.schedule(() => getPage(url))));
  return outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
}
