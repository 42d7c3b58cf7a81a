import type { Country } from "async-lab";

// One limiter for all calls; a failure ends what is in flight, and each slot is given back all the same.
let free = 10;
const waiting: (() => void)[] = [];

async function withSlot<T>(work: () => Promise<T>): Promise<T> {
  while (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
  free -= 1;
  try {
    return await work();
  } finally {
    free += 1;
    waiting.shift()?.();
  }
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const controller = new AbortController();
  const { signal } = controller;
  const getPage = async (url: string) => {
    signal.throwIfAborted();
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    return (await response.json()) as Country;
  };
  try {
    return await Promise.all(urls.map((url) => withSlot(() => getPage(url))));
  } catch (error) {
    controller.abort();
    throw error;
  }
}
