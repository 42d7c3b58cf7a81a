import { pbkdf2Sync } from "node:crypto";
import type { Country } from "async-lab";

export const rule = "blocks-the-loop";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  const page = (await response.json()) as Country;
  pbkdf2Sync(page.name, "salt", 1000, 32, "sha256");
  return page;
}

export default async function fetchTogether(urls: string[]): Promise<Country[]> {
  return await Promise.all(urls.map(getPage));
}
