type Client = (url: string) => Promise<unknown>;
interface Summary {
  name: string;
  median: number;
  min: number;
  max: number;
}

// A chain of `then`, the clock in nanoseconds, whole milliseconds in the end.
const timeRound = (client: Client, urls: string[]): Promise<number> => {
  const start = process.hrtime.bigint();
  return Promise.all(urls.map(client)).then(() => Number(process.hrtime.bigint() - start) / 1e6);
};

export default function benchmark(
  clients: Record<string, Client>,
  urls: string[],
  rounds: number,
): Promise<Summary[]> {
  const own = Object.keys(clients).map((name) => ({ name, times: [] as number[] }));
  const turns = Array.from({ length: rounds + 1 }).flatMap(() => own);
  return turns
    .reduce<Promise<unknown>>(
      (before, { name, times }) =>
        before.then(() => timeRound(clients[name] ?? fetch, urls)).then((ms) => times.push(ms)),
      Promise.resolve(),
    )
    .then(() =>
      own.map(({ name, times }) => {
        const [, ...counted] = times;
        counted.sort((a, b) => a - b);
        return {
          name,
          min: Math.round(counted[0] ?? NaN),
          median: Math.round(counted[(counted.length - 1) / 2] ?? NaN),
          max: Math.round(counted[counted.length - 1] ?? NaN),
        };
      }),
    );
}
