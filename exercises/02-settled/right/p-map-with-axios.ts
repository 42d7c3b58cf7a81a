import axios from "axios";
import pMap from "p-map";
import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const outcomes = await pMap(urls, (url) =>
    axios.get<Country>(url).then(
      ({ data }) => ({ data }),
      (error: unknown) => ({ url, reason: String(error) }),
    ),
  );
  const settled: Settled = { pages: [], failures: [] };
  for (const outcome of outcomes) {
    if ("data" in outcome) settled.pages.push(outcome.data);
    else settled.failures.push(outcome);
  }
  return settled;
}
