import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { KernelWatch } from "./kernel-watch.js";

test.runIf(process.platform === "linux")("sees what is used, whatever a process calls itself", async () => {
  const program = `process.title = ") Z 1\\n) R 1 "; const kept = Buffer.alloc(1e8, 1); for (;;) kept[0] += 1;`;
  const child = spawn(process.execPath, ["--eval", program], { stdio: "ignore" });
  try {
    using watch = new KernelWatch(child.pid ?? 0, join(tmpdir(), "not-there"), () => undefined);
    await new Promise<void>((resolve) => watch.allow(0.5, resolve));
    expect(watch.cpuS).toBeGreaterThan(0.5);
    expect(watch.mostResident).toBeGreaterThan(1e8);
  } finally {
    child.kill("SIGKILL");
  }
});
