import { todo, type Answers } from "async-lab";

type Retry = Parameters<Answers["08-test"]>[0];

// eslint-disable-next-line @typescript-eslint/require-await, @typescript-eslint/no-unused-vars -- as handed out
export default async function testRetry(_retry: Retry): Promise<void> {
  return todo();
}
