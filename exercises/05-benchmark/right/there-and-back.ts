import { record } from "async-lab";

// Warms up twice, and every other cycle goes the other way, so that nobody always comes after the same neighbour.
type Client = (url: string) => Promise<unknown>;
interface Summary {
  name: string;
  median: number;
  min: number;
  max: number;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

export default async function benchmark(
  clients: Record<string, Client>,
  urls: string[],
  rounds: number,
): Promise<Summary[]> {
  const names = Object.keys(clients);
  const times = names.map((): number[] => []);
  for (let cycle = -2; cycle < rounds; cycle += 1) {
    const order = [...names.keys()];
    if (cycle % 2 === 0) order.reverse();
    for (const index of order) {
      const client = clients[names[index] ?? ""] ?? fetch;
      const { totalMs } = await record("round", () => Promise.all(urls.map((url) => client(url))), {
        progress: false,
      });
      if (cycle >= 0) times[index]?.push(totalMs);
    }
  }
  return names.map((name, index) => {
    const own = times[index] ?? [];
    return { name, median: median(own), min: Math.min(...own), max: Math.max(...own) };
  });
}
