import { todo } from "async-lab";

// eslint-disable-next-line @typescript-eslint/require-await -- as handed out
export default async function fetchPolitely(): Promise<number[]> {
  return todo();
}
