import axios from "axios";
import type { Country } from "async-lab";

export default async function fetchAll(urls: string[]): Promise<Country[]> {
  const pages: Country[] = [];
  await Promise.all(
    [...urls.entries()].map(async ([index, url]) => {
      pages[index] = (await axios.get<Country>(url)).data;
    }),
  );
  return pages;
}
