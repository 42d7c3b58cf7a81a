import { Agent, request } from "undici";
import type { Country } from "async-lab";

// The connections are the limit.
export const rule = "all-at-once";

const pool = new Agent({ connections: 10 });

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  return Promise.all(
    urls.map(async (url) => {
      const { body } = await request(url, { dispatcher: pool });
      return (await body.json()) as Country;
    }),
  );
}
