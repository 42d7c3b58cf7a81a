import { todo } from "async-lab";

type Client = (url: string) => Promise<unknown>;
interface Summary {
  name: string;
  median: number;
  min: number;
  max: number;
}

/* eslint-disable @typescript-eslint/require-await, @typescript-eslint/no-unused-vars -- as handed out */
export default async function benchmark(
  _clients: Record<string, Client>,
  _urls: string[],
  _rounds: number,
): Promise<Summary[]> {
  return todo();
}
