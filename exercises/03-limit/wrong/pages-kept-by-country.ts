import pLimit from "p-limit";
import type { Country } from "async-lab";

export const rule = "kept-pages";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

const kept = new Map<string, Promise<Country>>();
const limit = pLimit(10);

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  return Promise.all(
    urls.map((url) => {
      const code = new URL(url).pathname.split("/").at(-1) ?? "";
      const page = kept.get(code) ?? limit(() => getPage(url));
      kept.set(code, page);
      return page;
    }),
  );
}
