import { Piscina } from "piscina";

export const rule = "each-item-once";

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const pool = new Piscina<number, number>({ filename: file, minThreads: workers, maxThreads: workers });
  try {
    await Promise.all(items.map((item) => pool.run(item)));
    return await Promise.all(items.map((item) => pool.run(item)));
  } finally {
    await pool.close();
  }
}
