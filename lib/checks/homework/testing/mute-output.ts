import { Console } from "node:console";
import { vi } from "vitest";

/**
 * Has what a scrape reports go where it is captured, and nowhere else: the test runner's own console writes elsewhere.
 *
 * @returns ends it
 * @example beforeEach(muteOutput);
 */
export function muteOutput(): () => void {
  vi.stubGlobal("console", new Console(process.stdout, process.stderr));
  for (const name of ["stdout", "stderr"] as const) vi.spyOn(process[name], "write").mockReturnValue(true);
  return () => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  };
}
