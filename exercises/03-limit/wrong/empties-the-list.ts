import type { Country } from "async-lab";

export const rule = "changed-the-list";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  const all = [...urls];
  async function work() {
    for (let url = urls.shift(); url !== undefined; url = urls.shift()) {
      pages[all.indexOf(url)] = await getPage(url);
    }
  }
  await Promise.all(Array.from({ length: 10 }, work));
  return pages;
}
