import { Piscina } from "piscina";

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const pool = new Piscina<number, number>({ filename: file, minThreads: workers, maxThreads: workers });
  const runs = items.map((item) => pool.run(item));
  try {
    return await Promise.all(runs);
  } finally {
    // In piscina 5.3.2 `close()` may not wait for all that runs, and what comes after it is an uncaught error.
    await Promise.allSettled(runs);
    await pool.close();
  }
}
