import { todo } from "async-lab";

// eslint-disable-next-line @typescript-eslint/require-await -- as handed out
export default async function parallelMap(): Promise<number[]> {
  return todo();
}
