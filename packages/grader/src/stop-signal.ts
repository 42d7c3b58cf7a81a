const signals =
  process.platform === "win32" ? ["SIGINT", "SIGBREAK", "SIGHUP"] : ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * A signal that is aborted, with the name of the system's signal as its reason, once the person or the system asks
 * this process to end. The handlers stay: a second Ctrl-C must not cut off the cleaning up that the first one began.
 */
export function watchStopSignals(): AbortSignal {
  const controller = new AbortController();
  for (const name of signals) process.on(name, () => controller.abort(name));
  return controller.signal;
}

/** Where the person stood who called npm: it starts scripts in the package's own folder. */
export function callersFolder(): string {
  return process.env["INIT_CWD"] || process.cwd();
}
