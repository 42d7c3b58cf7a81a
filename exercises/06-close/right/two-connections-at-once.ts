import { Agent, request } from "undici";
import type { Country } from "async-lab";

export default async function fetchTidily(urls: string[]): Promise<Country[]> {
  const agent = new Agent({ connections: 2 });
  const get = async (url: string) => {
    const { body } = await request(url, { dispatcher: agent });
    return (await body.json()) as Country;
  };
  return await Promise.all(urls.map(get)).finally(() => agent.destroy());
}
