import axios from "axios";
import type { Country } from "async-lab";

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  const numbered = urls.entries();
  async function work() {
    for (const [index, url] of numbered) pages[index] = (await axios.get<Country>(url)).data;
  }
  await Promise.all(Array.from({ length: 10 }, work));
  return pages;
}
