import { todo, type Country } from "async-lab";

// eslint-disable-next-line @typescript-eslint/require-await, @typescript-eslint/no-unused-vars -- as handed out
export default async function fetchAtRate(_urls: string[], _perSecond: number): Promise<Country[]> {
  return todo();
}
