import type { Country } from "async-lab";

export const rule = "lost-error";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function copyAll(
  urls: string[],
  save: (page: Country) => Promise<void>,
): Promise<number> {
  const ends = await Promise.allSettled(urls.map(getPage));
  const pages = ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
  await Promise.all(pages.map(save));
  return pages.length;
}
