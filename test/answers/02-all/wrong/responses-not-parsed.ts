import type { Country } from "../../../../lib/practice-api/index.js";

export const rule = "responses";

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  return (await Promise.all(urls.map((url) => fetch(url)))) as unknown as Country[];
}
