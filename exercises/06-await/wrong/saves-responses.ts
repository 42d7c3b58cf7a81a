import type { Country } from "async-lab";

export const rule = "saved-no-pages";

export default async function copyAll(
  urls: string[],
  save: (page: Country) => Promise<void>,
): Promise<number> {
  for (const url of urls) {
    const response = await fetch(url);
    await response.arrayBuffer();
    await save(response as unknown as Country);
  }
  return urls.length;
}
