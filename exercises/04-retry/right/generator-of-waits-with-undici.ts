import { setTimeout as sleep } from "node:timers/promises";
import { request } from "undici";

const passing = new Set([429, 500, 502, 503, 504]);

function* waits(second: number): Generator<number> {
  for (let wait = second; wait <= 8 * second; wait *= 2) yield wait;
}

export default async function fetchWithRetry(url: string, second: number): Promise<unknown> {
  const pauses = waits(second);
  for (;;) {
    let asked = 0;
    let failure: Error;
    try {
      const { statusCode, headers, body } = await request(url);
      if (statusCode === 200) return await body.json();
      await body.dump();
      const header = headers["retry-after"];
      if (typeof header === "string") {
        const seconds = Number.parseInt(header, 10);
        asked = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : 1000 * seconds;
      }
      failure = new Error(`HTTP ${statusCode}`);
      if (!passing.has(statusCode)) throw failure;
    } catch (error) {
      if (error instanceof Error && error.message.startsWith("HTTP")) throw error;
      failure = error as Error;
    }
    const pause = pauses.next();
    if (pause.done) throw failure;
    await sleep(Math.max(pause.value, asked));
  }
}
