import type { Country } from "async-lab";

export const rule = "waits-synchronously";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchPages(urls: string[]): Promise<Country[]> {
  const pages = await Promise.all(urls.map(getPage));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  return pages;
}
