import ky from "ky";
import type { Country } from "async-lab";

export default function fetchLimited(urls: string[]): Promise<Country[]> {
  const pages = new Array<Country>(urls.length);
  let next = 0;
  const takeNext = (): Promise<void> => {
    const index = next++;
    const url = urls[index];
    if (url === undefined) return Promise.resolve();
    return ky(url)
      .json<Country>()
      .then((page) => {
        pages[index] = page;
        return takeNext();
      });
  };
  return Promise.all(Array.from({ length: 10 }, takeNext)).then(() => pages);
}
