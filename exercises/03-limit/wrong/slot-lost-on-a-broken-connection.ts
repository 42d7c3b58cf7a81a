import type { Country } from "async-lab";

export const rule = "slots-lost-after-error";

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
  const response = await fetch(url);
  release();
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  return Promise.all(urls.map(getInSlot));
}
