import pLimit from "p-limit";
import type { Country } from "async-lab";

// The requests start outside the limiter; only reading their answers is inside.
export const rule = "too-many-in-flight";

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const limit = pLimit(10);
  const responses = urls.map((url) => fetch(url));
  return Promise.all(responses.map((each) => limit(async () => (await (await each).json()) as Country)));
}
