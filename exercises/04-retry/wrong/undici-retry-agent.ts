import { Agent, RetryAgent, request } from "undici";

const dispatcher = new RetryAgent(new Agent(), { maxRetries: 4 });

// Its own waits, of half a second, twice as long each time.
export const rule = "other-unit";

// eslint-disable-next-line @typescript-eslint/no-unused-vars -- the mistake
export default async function fetchWithRetry(url: string, _second: number): Promise<unknown> {
  const { statusCode, body } = await request(url, { dispatcher });
  if (statusCode >= 400) throw new Error(`status ${statusCode}`);
  return body.json();
}
