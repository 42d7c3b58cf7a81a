import ky from "ky";
import type { Country } from "async-lab";

export default function fetchOneByOne(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  let chain = Promise.resolve();
  for (const url of urls) {
    chain = chain.then(async () => {
      pages.push(await ky(url).json<Country>());
    });
  }
  return chain.then(() => pages);
}
