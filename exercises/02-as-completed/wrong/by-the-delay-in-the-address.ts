import type { Country } from "async-lab";

// The order is read out of the addresses.
export const rule = "arrival-order";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const seconds = (url: string) => Number(new URL(url).searchParams.get("delay"));
  const started = urls.map((url) => ({ seconds: seconds(url), page: getPage(url) }));
  for (const { page } of started) page.catch(() => undefined);
  started.sort((a, b) => a.seconds - b.seconds);
  for (const { page } of started) yield await page;
}
