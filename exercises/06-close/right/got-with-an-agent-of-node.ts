import { Agent } from "node:http";
import got from "got";
import type { Country } from "async-lab";

export default async function fetchTidily(urls: string[]): Promise<Country[]> {
  const agent = new Agent({ keepAlive: true });
  const client = got.extend({ agent: { http: agent }, retry: { limit: 0 } });
  const pages: Country[] = [];
  try {
    for (const url of urls) pages.push(await client(url).json<Country>());
  } finally {
    agent.destroy();
  }
  return pages;
}
