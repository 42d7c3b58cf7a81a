import got from "got";

export const rule = "other-unit";

// eslint-disable-next-line @typescript-eslint/no-unused-vars -- the mistake
export default async function fetchWithRetry(url: string, _second: number): Promise<unknown> {
  return got(url, { retry: { limit: 4 } }).json();
}
