import pLimit from "p-limit";
import { Agent, fetch } from "undici";
import type { Country } from "async-lab";

export default async function fetchTidily(urls: string[]): Promise<Country[]> {
  const agent = new Agent();
  const limit = pLimit(3);
  const get = async (url: string) => {
    const response = await fetch(url, { dispatcher: agent });
    if (!response.ok) throw new Error(`${url}: status ${response.status}`);
    return (await response.json()) as Country;
  };
  return await Promise.all(urls.map((url) => limit(get, url))).finally(() => agent.close());
}
