import type { Country } from "async-lab";

export const rule = "no-requests";

// eslint-disable-next-line @typescript-eslint/require-await -- the mistake
export default async function fetchOneByOne(urls: string[]): Promise<Country[]> {
  return [...readCountriesFromBefore].slice(0, urls.length);
}

const readCountriesFromBefore: readonly Country[] = [];
