import { EventEmitter, on } from "node:events";
import axios from "axios";
import type { Country } from "async-lab";

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const bus = new EventEmitter();
  const arrivals = on(bus, "page");
  for (const url of urls) {
    axios.get<Country>(url).then(
      ({ data }) => bus.emit("page", data),
      (error: unknown) => bus.emit("error", error),
    );
  }
  let left = urls.length;
  if (left === 0) return;
  for await (const [page] of arrivals as AsyncIterable<[Country]>) {
    yield page;
    if (--left === 0) break;
  }
}
