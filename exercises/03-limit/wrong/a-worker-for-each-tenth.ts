import type { Country } from "async-lab";

// The pages are dealt out beforehand: who is done early has nothing left to do.
export const rule = "slots-left-empty";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  const work = async (worker: number) => {
    for (let index = worker; index < urls.length; index += 10)
      pages[index] = await getPage(urls[index] ?? "");
  };
  await Promise.all(Array.from({ length: 10 }, (_, worker) => work(worker)));
  return pages;
}
