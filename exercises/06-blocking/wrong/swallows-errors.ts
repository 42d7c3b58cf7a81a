import type { Country } from "async-lab";

export const rule = "lost-error";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchTogether(urls: string[]): Promise<Country[]> {
  const ends = await Promise.allSettled(urls.map(getPage));
  return ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
}
