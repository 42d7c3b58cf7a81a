import { Agent, request } from "undici";
import type { Country } from "async-lab";

export default async function fetchTidily(urls: string[]): Promise<Country[]> {
  const agent = new Agent();
  try {
    const pages: Country[] = [];
    for (const url of urls) {
      const { body } = await request(url, { dispatcher: agent });
      pages.push((await body.json()) as Country);
    }
    return pages;
  } finally {
    await new Promise<void>((resolve) => agent.close(resolve));
  }
}
