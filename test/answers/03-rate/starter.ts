import { todo } from "../../../lib/checks/index.js";
import type { Country } from "../../../lib/practice-api/index.js";

// eslint-disable-next-line @typescript-eslint/require-await, @typescript-eslint/no-unused-vars -- as handed out
export default async function fetchAtRate(_urls: string[], _perSecond: number): Promise<Country[]> {
  return todo();
}
