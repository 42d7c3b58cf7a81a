import type { Country } from "async-lab";

export const rule = "page-count";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const pages = await Promise.all(urls.map(getPage));
  for (let index = 0; ; index = (index + 1) % pages.length) {
    const page = pages[index];
    if (page) yield page;
  }
}
