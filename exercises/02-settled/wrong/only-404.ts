import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

// Looks first, and asks a second time for what is there.
export const rule = "repeated-requests";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const settled: Settled = { pages: [], failures: [] };
  await Promise.all(
    urls.map(async (url) => {
      const response = await fetch(url).catch((error: unknown) => String(error));
      if (typeof response === "string") settled.failures.push({ url, reason: response });
      else if (response.status === 404) settled.failures.push({ url, reason: "404" });
    }),
  );
  const bad = new Set(settled.failures.map(({ url }) => url));
  for (const url of urls) if (!bad.has(url)) settled.pages.push(await getPage(url));
  return settled;
}
