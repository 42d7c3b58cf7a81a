const controller = new AbortController();

/** Aborted, with the signal's name as its reason, once the person or the system asks this process to end. */
export const interrupted = controller.signal;

const SIGNALS =
  process.platform === "win32" ? ["SIGINT", "SIGBREAK", "SIGHUP"] : ["SIGINT", "SIGTERM", "SIGHUP"];
// The handlers stay: a second Ctrl-C must not cut off the cleaning up that the first one began.
for (const name of SIGNALS) process.on(name, () => controller.abort(name));
