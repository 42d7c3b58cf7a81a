import { Piscina } from "piscina";

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  await using pool = new Piscina<number, number>({
    filename: file,
    minThreads: workers,
    maxThreads: workers,
  });
  return await Promise.all(items.map((item) => pool.run(item)));
}
