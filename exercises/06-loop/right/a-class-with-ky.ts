import ky from "ky";
import type { Country } from "async-lab";

class Pages {
  readonly #client = ky.create({ retry: 0 });

  async *get(urls: readonly string[]): AsyncGenerator<Country> {
    const started = urls.map((url) => this.#client.get<Country>(url).json());
    await Promise.allSettled(started);
    for (const page of started) yield await page;
  }
}

export default async function fetchPages(urls: string[]): Promise<Country[]> {
  return await Array.fromAsync(new Pages().get(urls));
}
