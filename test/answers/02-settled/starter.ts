import { todo, type Settled } from "async-lab";

// eslint-disable-next-line @typescript-eslint/require-await, @typescript-eslint/no-unused-vars -- as handed out
export default async function fetchSettled(_urls: string[]): Promise<Settled> {
  return todo();
}
