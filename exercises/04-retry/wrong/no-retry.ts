import got from "got";

export const rule = "gave-up-early";

// eslint-disable-next-line @typescript-eslint/no-unused-vars -- the mistake
export default async function fetchWithRetry(url: string, _second: number): Promise<unknown> {
  return got(url, { retry: { limit: 0 } }).json();
}
