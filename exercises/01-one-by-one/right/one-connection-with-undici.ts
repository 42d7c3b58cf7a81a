import { Pool } from "undici";
import type { Country } from "async-lab";

export default async function fetchOneByOne(urls: string[]): Promise<Country[]> {
  const pool = new Pool(new URL(urls[0] ?? "http://127.0.0.1").origin, { connections: 1 });
  try {
    const pages: Country[] = [];
    for (const url of urls) {
      const { pathname, search } = new URL(url);
      const { body } = await pool.request({ method: "GET", path: pathname + search });
      pages.push((await body.json()) as Country);
    }
    return pages;
  } finally {
    await pool.close();
  }
}
