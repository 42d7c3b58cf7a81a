import { Piscina } from "piscina";

export const rule = "changed-the-items";

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const pool = new Piscina<number, number>({ filename: file, minThreads: workers, maxThreads: workers });
  const results: Promise<number>[] = [];
  try {
    for (let item = items.shift(); item !== undefined; item = items.shift()) results.push(pool.run(item));
    return await Promise.all(results);
  } finally {
    await pool.close();
  }
}
