import { Agent, request } from "undici";
import type { Country } from "async-lab";

export const rule = "left-open";

export default async function fetchTidily(urls: string[]): Promise<Country[]> {
  const agent = new Agent({ keepAliveTimeout: 1, keepAliveMaxTimeout: 1 });
  const pages: Country[] = [];
  for (const url of urls) {
    const { body } = await request(url, { dispatcher: agent });
    pages.push((await body.json()) as Country);
  }
  return pages;
}
