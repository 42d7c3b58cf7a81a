import type { Country } from "async-lab";
import { fetchSync } from "async-lab";

export const rule = "blocks-the-loop";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchTogether(urls: string[]): Promise<Country[]> {
  const [first = "", ...others] = urls;
  const waiting = others.map(getPage);
  return [JSON.parse(fetchSync(first)) as Country, ...(await Promise.all(waiting))];
}
