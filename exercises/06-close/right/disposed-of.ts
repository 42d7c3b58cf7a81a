import { Agent, request } from "undici";
import type { Country } from "async-lab";

export default async function fetchTidily(urls: string[]): Promise<Country[]> {
  await using closing = new AsyncDisposableStack();
  const agent = closing.adopt(new Agent({ connections: 2 }), (each) => each.close());
  const get = async (url: string) => {
    const { statusCode, body } = await request(url, { dispatcher: agent });
    if (statusCode !== 200) {
      await body.dump();
      throw new Error(`${url}: status ${statusCode}`);
    }
    return (await body.json()) as Country;
  };
  const pages: Country[] = [];
  for (const url of urls) pages.push(await get(url));
  return pages;
}
