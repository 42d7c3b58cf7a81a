import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

export const outcome = "error";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as Country;
}

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const settled: Settled = { pages: [], failures: [] };
  const pages = await Promise.all(
    urls.map(async (url) => {
      try {
        return await getPage(url);
      } catch (error) {
        const { response } = error as { response: { status: number } };
        settled.failures.push({ url, reason: String(response.status) });
        return undefined;
      }
    }),
  );
  settled.pages = pages.filter((page) => page !== undefined);
  return settled;
}
