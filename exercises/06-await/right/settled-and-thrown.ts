import axios from "axios";
import type { Country } from "async-lab";

const client = axios.create();

export default async function copyAll(
  urls: string[],
  save: (page: Country) => Promise<void>,
): Promise<number> {
  const ends = await Promise.allSettled(
    urls.map(async (url) => save(await client.get<Country>(url).then(({ data }) => data))),
  );
  const errors = ends.flatMap((end) => (end.status === "rejected" ? [end.reason as unknown] : []));
  if (errors.length > 0) throw new AggregateError(errors, "not all pages were saved");
  return ends.length;
}
