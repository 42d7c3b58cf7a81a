import { request } from "undici";
import type { Country } from "async-lab";

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  const outcomes = await Promise.allSettled(
    urls.map(async (url) => (await (await request(url)).body.json()) as Country),
  );
  return outcomes.map((outcome) => {
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  });
}
