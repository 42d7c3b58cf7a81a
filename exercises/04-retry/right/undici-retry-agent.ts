import { Agent, RetryAgent, request } from "undici";

// undici's own loop, with waits that depend on the call: its `second` travels in a header's place.
export default async function fetchWithRetry(url: string, second: number): Promise<unknown> {
  const agent = new Agent();
  const dispatcher = new RetryAgent(agent, {
    maxRetries: 4,
    throwOnError: true,
    statusCodes: [429, 500, 502, 503, 504],
    retry: (error, { state, opts }, callback) => {
      const { statusCode, headers } = error as Error & {
        statusCode?: number;
        headers?: Record<string, string>;
      };
      const isWorthIt = statusCode === undefined || statusCode === 429 || statusCode >= 500;
      if (state.counter > (opts.retryOptions?.maxRetries ?? 4) || !isWorthIt) {
        callback(error);
        return;
      }
      const header = headers?.["retry-after"];
      const seconds = Number(header ?? 0);
      const asked = Number.isNaN(seconds) ? Date.parse(header ?? "") - Date.now() : seconds * 1000;
      setTimeout(() => callback(null), Math.max(second * 2 ** (state.counter - 1), asked));
    },
  });
  try {
    const { statusCode, body } = await request(url, { dispatcher });
    if (statusCode >= 400) throw Object.assign(new Error("no page"), { statusCode });
    return await body.json();
  } finally {
    await agent.close();
  }
}
