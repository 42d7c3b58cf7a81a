import type { Country } from "async-lab";
import { fetchSync } from "async-lab";

export const rule = "waits-synchronously";

// eslint-disable-next-line @typescript-eslint/require-await -- the mistake
export default async function fetchPages(urls: string[]): Promise<Country[]> {
  return urls.map((url) => JSON.parse(fetchSync(url)) as Country);
}
