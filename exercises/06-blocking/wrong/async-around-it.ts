import type { Country } from "async-lab";
import { fetchSync } from "async-lab";

export const rule = "blocks-the-loop";

export default async function fetchTogether(urls: string[]): Promise<Country[]> {
  // eslint-disable-next-line @typescript-eslint/require-await -- the mistake
  return await Promise.all(urls.map(async (url) => JSON.parse(fetchSync(url)) as Country));
}
