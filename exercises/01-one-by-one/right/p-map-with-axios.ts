import axios from "axios";
import pMap from "p-map";
import type { Country } from "async-lab";

export default async function fetchOneByOne(urls: string[]): Promise<Country[]> {
  return pMap(urls, async (url) => (await axios.get<Country>(url)).data, { concurrency: 1 });
}
