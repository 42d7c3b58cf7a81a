import type { Country } from "async-lab";

export const rule = "never-settles";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

let free = 10;
const waiting: (() => void)[] = [];

async function acquire(): Promise<void> {
  if (free > 0) free -= 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
}

function release(): void {
  const next = waiting.shift();
  if (next) next();
  else free += 1;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  return Promise.all(
    urls.map(async (url) => {
      await acquire();
      return await getPage(url);
    }),
  );
}

export const unused = release;
