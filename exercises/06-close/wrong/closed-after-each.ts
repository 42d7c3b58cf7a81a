import { Agent, request } from "undici";
import type { Country } from "async-lab";

export const rule = "not-reused";

export default async function fetchTidily(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  for (const url of urls) {
    const agent = new Agent();
    try {
      const { body } = await request(url, { dispatcher: agent });
      pages.push((await body.json()) as Country);
    } finally {
      await agent.close();
    }
  }
  return pages;
}
