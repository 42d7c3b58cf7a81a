import { Piscina } from "piscina";

export const rule = "too-many-at-work";

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const results = items.map(async (item) => {
    const pool = new Piscina<number, number>({ filename: file, minThreads: 1, maxThreads: workers });
    try {
      return await pool.run(item);
    } finally {
      await pool.close();
    }
  });
  return await Promise.all(results);
}
