import { classNameOf, peek } from "@async-lab/notebook";

/**
 * For how many ms a timer waits, as `setTimeout` and `setInterval` return it; `undefined` for anything else. Node
 * exports no class to compare with.
 */
export function timerMs(value: unknown): number | undefined {
  const ms = classNameOf(value) === "Timeout" ? peek(value, "_idleTimeout") : undefined;
  return typeof ms === "number" ? ms : undefined;
}
