import type { Country } from "async-lab";

// One semaphore for all calls, and no `finally`.
export const rule = "slots-lost-after-error";

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

async function getInSlot(url: string): Promise<Country> {
  await acquire();
  const page = await getPage(url);
  release();
  return page;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  return Promise.all(urls.map(getInSlot));
}
