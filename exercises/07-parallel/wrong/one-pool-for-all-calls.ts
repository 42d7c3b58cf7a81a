import { Piscina } from "piscina";

export const rule = "threads-left";

let pool: Piscina<number, number> | undefined;

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const used = (pool ??= new Piscina<number, number>({
    filename: file,
    minThreads: workers,
    maxThreads: workers,
  }));
  return await Promise.all(items.map((item) => used.run(item)));
}
