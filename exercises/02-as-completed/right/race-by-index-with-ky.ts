import ky from "ky";
import type { Country } from "async-lab";

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const withIndex = async (url: string, index: number) => {
    const page = await ky(url, { retry: 0 }).json<Country>();
    return [index, page] as const;
  };
  const pending: (Promise<readonly [number, Country]> | undefined)[] = urls.map(withIndex);
  for (let left = urls.length; left > 0; left -= 1) {
    const [index, page] = await Promise.race(pending.filter((each) => each !== undefined));
    pending[index] = undefined;
    yield page;
  }
}
