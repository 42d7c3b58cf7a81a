import type { Country } from "async-lab";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

class Arrivals implements AsyncIterableIterator<Country> {
  readonly #pending = new Set<Promise<Country>>();
  constructor(urls: readonly string[]) {
    for (const url of urls) this.#pending.add(getPage(url));
  }

  async next(): Promise<IteratorResult<Country, undefined>> {
    if (this.#pending.size === 0) return { done: true, value: undefined };
    const [page, value] = await Promise.race(
      Array.from(this.#pending, async (each) => [each, await each] as const),
    );
    this.#pending.delete(page);
    return { done: false, value };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

export default function asCompleted(urls: string[]): AsyncIterable<Country> {
  return new Arrivals(urls);
}
