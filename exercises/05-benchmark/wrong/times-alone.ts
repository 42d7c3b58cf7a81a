export const rule = "not-summaries";

type Client = (url: string) => Promise<unknown>;
interface Summary {
  name: string;
  median: number;
  min: number;
  max: number;
}

async function timeRound(client: Client, urls: string[]): Promise<number> {
  const start = performance.now();
  await Promise.all(urls.map((url) => client(url)));
  return performance.now() - start;
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
  const times: Record<string, number[]> = {};
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, client] of Object.entries(clients)) {
      const own = (times[name] ??= []);
      const ms = await timeRound(client, urls);
      if (round > 0) own.push(ms);
    }
  }
  return Object.fromEntries(
    Object.entries(times).map(([name, own]) => [name, median(own)]),
  ) as unknown as Summary[];
}
