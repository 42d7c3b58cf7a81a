import got from "got";

// got's own loop, with the waits of the exercise.

export default async function fetchWithRetry(url: string, second: number): Promise<unknown> {
  return got(url, {
    retry: {
      limit: 4,
      calculateDelay: ({ attemptCount, retryAfter = 0 }) =>
        Math.max(second * 2 ** (attemptCount - 1), retryAfter),
    },
  }).json();
}
