import type { Country } from "../../../../lib/practice-api/index.js";
import { fetchSync } from "../../../../lib/processes/index.js";

export const rule = "waits-synchronously";

// eslint-disable-next-line @typescript-eslint/require-await -- the mistake
export default async function fetchPages(urls: string[]): Promise<Country[]> {
  return urls.map((url) => JSON.parse(fetchSync(url)) as Country);
}
