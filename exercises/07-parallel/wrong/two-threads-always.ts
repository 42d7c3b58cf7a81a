import { Piscina } from "piscina";

export const rule = "too-few-at-work";

export default async function parallelMap(items: number[], file: string): Promise<number[]> {
  const pool = new Piscina<number, number>({ filename: file, minThreads: 2, maxThreads: 2 });
  try {
    return await Promise.all(items.map((item) => pool.run(item)));
  } finally {
    await pool.close();
  }
}
