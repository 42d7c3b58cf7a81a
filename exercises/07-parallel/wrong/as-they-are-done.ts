import { Piscina } from "piscina";

export const rule = "result-order";

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const pool = new Piscina<number, number>({ filename: file, minThreads: 1, maxThreads: workers });
  const results: number[] = [];
  try {
    await Promise.all(items.map(async (item) => results.push(await pool.run(item))));
  } finally {
    await pool.close();
  }
  return results;
}
