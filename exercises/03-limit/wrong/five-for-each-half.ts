import pLimit from "p-limit";
import type { Country } from "async-lab";

export const rule = "slots-left-empty";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const middle = Math.ceil(urls.length / 2);
  const halves = [urls.slice(0, middle), urls.slice(middle)];
  const pages = await Promise.all(
    halves.map((half) => {
      const limit = pLimit(urls.length > 5 ? 5 : 10);
      return Promise.all(half.map((url) => limit(() => getPage(url))));
    }),
  );
  return pages.flat();
}
