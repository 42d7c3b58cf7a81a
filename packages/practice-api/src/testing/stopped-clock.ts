import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { setImmediate as turn } from "node:timers/promises";
import { onTestFinished, vi } from "vitest";

/** The clock of a practice API that runs in this process. */
export interface StoppedClock {
  /** Moves it; what is due meanwhile happens. */
  advance(ms: number): void;
  /** Resolves when the condition holds; requests go on to be made, only their delays wait. */
  until(condition: () => boolean): Promise<void>;
}

/**
 * Stops the clock of this process until the test has finished, so that a test can tell exactly when a server in it
 * answers, on any machine. Sockets and servers go on. Ask with `getJson`: fetch sets timers, which stand still too.
 *
 * @example
 * const clock = stopClock();
 * const page = getJson(url("/delay/0.3"));
 * await clock.until(() => report().requests === 1);
 * clock.advance(300);
 * await page;
 */
export function stopClock(): StoppedClock {
  let isOver = false;
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"],
  });
  onTestFinished(() => {
    isOver = true;
    vi.useRealTimers();
  });
  return {
    advance: (ms) => void vi.advanceTimersByTime(ms),
    until: async (condition) => {
      while (!isOver && !condition()) await turn();
    },
  };
}

/** A page, by `node:http` and a connection of its own. */
export async function getJson(
  url: string,
  signal?: AbortSignal,
): Promise<{ status: number; headers: IncomingMessage["headers"]; body: unknown }> {
  const [answer] = (await once(get(url, { agent: false, ...(signal && { signal }) }), "response")) as [
    IncomingMessage,
  ];
  const body = await text(answer);
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    body: body === "" ? undefined : (JSON.parse(body) as unknown),
  };
}
