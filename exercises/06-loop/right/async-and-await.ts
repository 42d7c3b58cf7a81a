import got from "got";
import type { Country } from "async-lab";

const client = got.extend({ retry: { limit: 0 } });

async function fetchCountry(url: string): Promise<Country> {
  return await client(url).json<Country>();
}

export default async function fetchPages(urls: string[]): Promise<Country[]> {
  return await Promise.all(urls.map((url) => fetchCountry(url)));
}
