import axios from "axios";
import type { Country } from "async-lab";

export default function fetchPages(urls: string[]): Promise<Country[]> {
  const pages = urls.map((url) => axios.get<Country>(url).then(({ data }) => data));
  return Promise.all(pages);
}
