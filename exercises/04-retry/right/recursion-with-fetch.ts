import { setTimeout as sleep } from "node:timers/promises";

class Failure extends Error {
  constructor(
    readonly worthRetrying: boolean,
    readonly retryAfter: string | null,
  ) {
    super("the page failed");
  }
}

async function ask(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (response.ok) return response.json();
  const worthRetrying = response.status >= 500 || response.status === 429;
  throw new Failure(worthRetrying, response.headers.get("retry-after"));
}

function readRetryAfter(header: string | null): number {
  if (header === null) return 0;
  const seconds = Number(header);
  return Number.isNaN(seconds) ? new Date(header).getTime() - Date.now() : seconds * 1000;
}

export default async function fetchWithRetry(url: string, second: number, left = 4): Promise<unknown> {
  try {
    return await ask(url);
  } catch (error) {
    const failure = error instanceof Failure ? error : new Failure(true, null);
    if (left === 0 || !failure.worthRetrying) throw error;
    await sleep(Math.max(second * 2 ** (4 - left), readRetryAfter(failure.retryAfter)));
    return fetchWithRetry(url, second, left - 1);
  }
}
