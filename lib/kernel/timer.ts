/** What `setTimeout` and `setInterval` return; Node exports no class to compare with. */
export interface Timer {
  readonly _idleTimeout: number;
}

/** Whether a value is a timer; it may be anything, also an object without a prototype. */
export function isTimer(value: unknown): value is Timer {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as { constructor?: { name?: string } } | null;
  return prototype?.constructor?.name === "Timeout";
}
