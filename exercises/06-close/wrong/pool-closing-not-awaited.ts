import { Pool } from "undici";
import type { Country } from "async-lab";

export const rule = "closing-not-awaited";

export default async function fetchTidily(urls: string[]): Promise<Country[]> {
  const agent = new Pool(new URL(urls[0] ?? "").origin, { connections: 1 });
  try {
    const pages: Country[] = [];
    for (const url of urls) {
      const { body } = await agent.request({
        path: new URL(url).pathname + new URL(url).search,
        method: "GET",
      });
      pages.push((await body.json()) as Country);
    }
    return pages;
  } finally {
    void agent.close();
  }
}
