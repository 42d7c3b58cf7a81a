import { Agent, request } from "undici";
import type { Country } from "async-lab";

export const rule = "lost-error";

export default async function fetchTidily(urls: string[]): Promise<Country[]> {
  const agent = new Agent();
  const pages: Country[] = [];
  try {
    for (const url of urls) {
      const { body } = await request(url, { dispatcher: agent });
      pages.push((await body.json()) as Country);
    }
  } catch {
    console.warn("one page less");
  } finally {
    await agent.close();
  }
  return pages;
}
