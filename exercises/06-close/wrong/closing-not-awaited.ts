import { Agent, request } from "undici";
import type { Country } from "async-lab";

export const rule = "closing-not-awaited";

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
    // eslint-disable-next-line @typescript-eslint/no-floating-promises -- the mistake
    agent.close();
  }
}
