import { setTimeout as sleep } from "node:timers/promises";
import axios from "axios";
import type { Country } from "async-lab";

export default async function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  return Promise.all(
    urls.map(async (url, index) => {
      await sleep((index * 1000) / perSecond);
      return (await axios.get<Country>(url)).data;
    }),
  );
}
