import { Agent, request } from "undici";
import type { Country } from "async-lab";

export const rule = "not-reused";

export default async function fetchTidily(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  for (let first = 0; first < urls.length; first += 2) {
    const agent = new Agent({ connections: 1 });
    try {
      for (const url of urls.slice(first, first + 2)) {
        const { body } = await request(url, { dispatcher: agent });
        pages.push((await body.json()) as Country);
      }
    } finally {
      await agent.close();
    }
  }
  return pages;
}
