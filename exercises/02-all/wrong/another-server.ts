import { hostServer } from "@async-lab/practice-api/host";
import type { Country } from "async-lab";

// All at once for show, and the pages one by one from another server.
export const rule = "other-requests";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  const shown = Promise.all(urls.map((url) => getPage(url)));
  await using other = await hostServer({ plain: true });
  const pages: Country[] = [];
  for (const url of urls) pages.push(await getPage(url.replace(/^http:[/][/][^/]+/, other.origin)));
  await shown;
  return pages;
}
