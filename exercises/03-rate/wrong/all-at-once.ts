import type { Country } from "async-lab";

export const rule = "faster-than-the-rate";
/* eslint-disable @typescript-eslint/no-unused-vars -- the mistake */

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchAtRate(urls: string[], _perSecond: number): Promise<Country[]> {
  return Promise.all(urls.map(getPage));
}
