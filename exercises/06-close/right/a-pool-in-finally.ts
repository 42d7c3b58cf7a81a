import { Pool, request } from "undici";
import type { Country } from "async-lab";

export default async function fetchTidily(urls: string[]): Promise<Country[]> {
  const { origin } = new URL(urls[0] ?? "");
  const pool = new Pool(origin, { connections: 1 });
  try {
    const pages: Country[] = [];
    for (const url of urls) {
      const { body } = await request(url, { dispatcher: pool });
      pages.push((await body.json()) as Country);
    }
    return pages;
  } finally {
    await pool.close();
  }
}
