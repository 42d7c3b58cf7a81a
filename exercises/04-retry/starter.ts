import { todo } from "async-lab";

// eslint-disable-next-line @typescript-eslint/require-await, @typescript-eslint/no-unused-vars -- as handed out
export default async function fetchWithRetry(_url: string, _second: number): Promise<unknown> {
  return todo();
}
