import { Agent, request } from "undici";
import type { Country } from "async-lab";

export const rule = "not-reused";

export default async function fetchTidily(urls: string[]): Promise<Country[]> {
  const agent = new Agent();
  const get = async (url: string) => {
    const { body } = await request(url, { dispatcher: agent });
    return (await body.json()) as Country;
  };
  try {
    return await Promise.all(urls.map(get));
  } finally {
    await agent.close();
  }
}
