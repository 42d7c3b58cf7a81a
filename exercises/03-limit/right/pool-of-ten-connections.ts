import { Pool } from "undici";
import type { Country } from "async-lab";

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const pool = new Pool(new URL(urls[0] ?? "http://127.0.0.1").origin, { connections: 10, pipelining: 1 });
  const getPage = async (url: string) => {
    const { pathname, search } = new URL(url);
    const { body } = await pool.request({ path: pathname + search, method: "GET" });
    return (await body.json()) as Country;
  };
  try {
    return await Promise.all(urls.map(getPage));
  } finally {
    await pool.close();
  }
}
