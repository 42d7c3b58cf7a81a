import type { Country } from "async-lab";

export const rule = "responses";

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  return (await Promise.all(urls.map((url) => fetch(url)))) as unknown as Country[];
}
