import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { KernelWatch } from "./kernel-watch.js";

test.runIf(process.platform === "linux")("sees what is used, whatever a process calls itself", async () => {
  const program = `process.title = ") Z 1\\n) R 1 "; const kept = Buffer.alloc(1e8, 1); for (;;) kept[0] += 1;`;
  const child = spawn(process.execPath, ["--eval", program], { stdio: "ignore" });
  try {
    using watch = new KernelWatch(child.pid ?? 0, join(tmpdir(), "not-there"), () => undefined);
    await new Promise<void>((resolve) => watch.allow({ cpuS: 0.5, idleS: Infinity }, resolve));
    expect(watch.cpuS).toBeGreaterThan(0.5);
    expect(watch.maxResident).toBeGreaterThan(1e8);
  } finally {
    child.kill("SIGKILL");
  }
});

test.runIf(process.platform === "linux").each([
  ["sleeps uses up what it may sleep", "setInterval(() => {}, 1e9)", { cpuS: 60, idleS: 0.2 }, 0],
  ["computes does not, however little idleness is left", "for (;;);", { cpuS: 0.5, idleS: 0 }, 0.5],
])("a process that %s", async (_, code, allowed, usedS) => {
  const program = `require("node:fs").writeSync(1, "begun"); ${code}`;
  const child = spawn(process.execPath, ["--eval", program], { stdio: ["ignore", "pipe", "ignore"] });
  try {
    await once(child.stdout, "data");
    using watch = new KernelWatch(child.pid ?? 0, join(tmpdir(), "not-there"), () => undefined);
    let beforeS = 0;
    await new Promise<void>((resolve) => {
      watch.allow(allowed, resolve);
      beforeS = watch.cpuS;
    });
    expect(watch.cpuS - beforeS).toBeGreaterThanOrEqual(usedS);
  } finally {
    child.kill("SIGKILL");
  }
});
