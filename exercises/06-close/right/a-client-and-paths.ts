import { Client } from "undici";
import type { Country } from "async-lab";

export default async function fetchTidily(urls: string[]): Promise<Country[]> {
  const client = new Client(new URL(urls[0] ?? "").origin);
  try {
    const pages: Country[] = [];
    for (const url of urls) {
      const { pathname, search } = new URL(url);
      const { body } = await client.request({ path: pathname + search, method: "GET" });
      pages.push((await body.json()) as Country);
    }
    return pages;
  } finally {
    await client.destroy();
  }
}
