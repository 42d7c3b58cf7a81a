import { gzipSync } from "node:zlib";
import type { Country } from "async-lab";

export const rule = "blocks-the-loop";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  const page = (await response.json()) as Country;
  gzipSync(JSON.stringify(page));
  return page;
}

export default async function fetchTogether(urls: string[]): Promise<Country[]> {
  return await Promise.all(urls.map(getPage));
}
