import { Piscina } from "piscina";

export const rule = "pool-still-closing";

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const pool = new Piscina<number, number>({ filename: file, minThreads: workers, maxThreads: workers });
  try {
    return await Promise.all(items.map((item) => pool.run(item)));
  } finally {
    void pool.close();
  }
}
