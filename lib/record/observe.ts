import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { observeHttp } from "./observe-http.js";
import { observeHttp2 } from "./observe-http2.js";
import { observeUndici } from "./observe-undici.js";

let watching = 0;
let stop: (() => void) | undefined;

/**
 * Makes every request in this process known to the recorder whose code made it.
 *
 * The observers keep what is open in plain maps: a WeakMap costs a microsecond a request, ten times as much. What
 * never ends is let go with the maps, when the last recording is over.
 *
 * Channels have subscribers only as long as somebody observes, so that nothing is paid for outside recordings.
 *
 * @returns ends the observation; call it once
 */
export function observeRequests(): () => void {
  if (watching++ === 0) stop = subscribeAll();
  return () => {
    if (--watching === 0) stop?.();
  };
}

function subscribeAll(): () => void {
  const http2 = observeHttp2();
  const observers = { ...observeHttp(), ...http2.observer, ...observeUndici(http2.skipNext) };
  const subscriptions = Object.entries(observers).map(
    ([channel, listener]) => [channel, listener as (message: unknown) => void] as const,
  );
  for (const [channel, listener] of subscriptions) subscribe(channel, listener);
  return () => {
    for (const [channel, listener] of subscriptions) unsubscribe(channel, listener);
  };
}
