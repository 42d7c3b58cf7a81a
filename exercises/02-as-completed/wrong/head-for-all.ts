import type { Country } from "async-lab";

export const rule = "other-method";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  await Promise.all(urls.map((url) => fetch(url, { method: "HEAD" })));
  for (const url of urls) yield await getPage(url);
}
