import { setTimeout as sleep } from "node:timers/promises";
import axios from "axios";

export default async function fetchWithRetry(url: string, second: number): Promise<unknown> {
  let waits = [1, 2, 4, 8];
  for (;;) {
    try {
      return (await axios.get<unknown>(url)).data;
    } catch (error) {
      const response = axios.isAxiosError(error) ? error.response : undefined;
      const [wait, ...rest] = waits;
      if (wait === undefined || (response && response.status < 500 && response.status !== 429)) throw error;
      const header = String(response?.headers["retry-after"] ?? "0");
      const asked = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
      await sleep(Math.max(wait * second, asked));
      waits = rest;
    }
  }
}
