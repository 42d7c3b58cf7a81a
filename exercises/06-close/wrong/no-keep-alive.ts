import { Agent } from "node:http";
import axios from "axios";
import type { Country } from "async-lab";

export const rule = "not-reused";

export default async function fetchTidily(urls: string[]): Promise<Country[]> {
  const client = axios.create({ httpAgent: new Agent({ keepAlive: false }) });
  const pages: Country[] = [];
  for (const url of urls) pages.push((await client.get<Country>(url)).data);
  return pages;
}
