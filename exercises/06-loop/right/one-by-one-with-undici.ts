import { request } from "undici";
import type { Country } from "async-lab";

export default async function fetchPages(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  for (const url of urls) {
    const { body } = await request(url);
    pages.push((await body.json()) as Country);
  }
  return pages;
}
