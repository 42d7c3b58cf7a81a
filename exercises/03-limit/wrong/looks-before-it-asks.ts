import pLimit from "p-limit";
import type { Country } from "async-lab";

export const rule = "other-method";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const limit = pLimit(10);
  return Promise.all(
    urls.map((url) =>
      limit(async () => {
        await fetch(url, { method: "HEAD" });
        return await getPage(url);
      }),
    ),
  );
}
