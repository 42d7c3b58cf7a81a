import { Piscina } from "piscina";

export const rule = "workers-idle";

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const pool = new Piscina<number, number>({ filename: file, minThreads: workers, maxThreads: workers });
  const results: number[] = [];
  try {
    while (results.length < items.length) {
      const list = items.slice(results.length, results.length + 2 * workers);
      results.push(...(await Promise.all(list.map((item) => pool.run(item)))));
    }
  } finally {
    await pool.close();
  }
  return results;
}
