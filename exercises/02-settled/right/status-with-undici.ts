import { request } from "undici";
import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const failures: Settled["failures"] = [];
  const pages = await Promise.all(
    urls.map(async (url) => {
      const response = await request(url).catch((error: unknown) => String(error));
      if (typeof response === "string") return void failures.push({ url, reason: response });
      if (response.statusCode !== 200) {
        await response.body.dump();
        return void failures.push({ url, reason: String(response.statusCode) });
      }
      return (await response.body.json()) as Country;
    }),
  );
  return { pages: pages.filter((page) => page !== undefined), failures };
}
