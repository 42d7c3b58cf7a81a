import type { Country } from "async-lab";

// A broken connection gives the slot back, a status does not.
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
  let response: Response;
  try {
    response = await fetch(url);
  } catch (error) {
    release();
    throw error;
  }
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const page = (await response.json()) as Country;
  release();
  return page;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  return Promise.all(urls.map(getInSlot));
}
