import { request } from "undici";
import type { Country } from "async-lab";

export default async function fetchTogether(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  const work = [...urls.entries()].map(async ([index, url]) => {
    const { body } = await request(url);
    pages[index] = (await body.json()) as Country;
  });
  await Promise.all(work);
  return pages;
}
