import { Agent, request, RetryAgent } from "undici";
import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const agent = new RetryAgent(new Agent(), { maxRetries: 1, minTimeout: 500 });
  const one = async (url: string) => {
    const { statusCode, body } = await request(url, { dispatcher: agent });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`status ${statusCode}`);
    return JSON.parse(text) as Country;
  };
  try {
    const ends = await Promise.allSettled(urls.map(one));
    return {
      pages: ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : [])),
      failures: ends.flatMap((end, index) =>
        end.status === "rejected" ? [{ url: urls[index] ?? "", reason: tell(end.reason) }] : [],
      ),
    };
  } finally {
    await agent.close();
  }
}

/** An error of undici's own holds the status apart from its message. */
function tell(error: unknown): string {
  const status = error instanceof Error && "statusCode" in error ? ` (${String(error.statusCode)})` : "";
  return `${String(error)}${status}`;
}
