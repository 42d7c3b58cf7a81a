import { todo, type Country } from "async-lab";

// eslint-disable-next-line @typescript-eslint/require-await, @typescript-eslint/no-unused-vars -- as handed out
export default async function fetchPages(_urls: string[]): Promise<Country[]> {
  return todo();
}
