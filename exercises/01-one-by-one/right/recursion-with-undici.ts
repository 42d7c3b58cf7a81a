import { request } from "undici";
import type { Country } from "async-lab";

export default async function fetchOneByOne([first, ...others]: string[]): Promise<Country[]> {
  if (first === undefined) return [];
  const { body } = await request(first);
  const page = (await body.json()) as Country;
  return [page, ...(await fetchOneByOne(others))];
}
