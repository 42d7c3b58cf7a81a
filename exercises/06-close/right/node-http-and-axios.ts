import { Agent } from "node:http";
import axios from "axios";
import type { Country } from "async-lab";

export default async function fetchTidily(urls: string[]): Promise<Country[]> {
  const httpAgent = new Agent({ keepAlive: true, maxSockets: 1 });
  const client = axios.create({ httpAgent });
  const pages: Country[] = [];
  try {
    for (const url of urls) pages.push((await client.get<Country>(url)).data);
  } finally {
    httpAgent.destroy();
  }
  return pages;
}
