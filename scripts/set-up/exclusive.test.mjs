import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { exclusively } from "./exclusive.mjs";
import { Interrupted } from "./failure.mjs";

let folder, lock;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "async-lab-lock-"));
  lock = join(folder, "set-up.lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const exclusive = fileURLToPath(new URL("exclusive.mjs", import.meta.url));
/** Another process that holds the lock until it is killed. */
async function holdElsewhere() {
  const code = `import { exclusively } from ${JSON.stringify(`file://${exclusive}`)};
    await exclusively(${JSON.stringify(lock)}, () => { console.log("held"); return new Promise((r) => setTimeout(r, 60000)); });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

test("lets nobody in while another process is at work, and says whom it waits for", async () => {
  const child = await holdElsewhere();
  const events = [];
  const mine = exclusively(lock, () => events.push("in"), {
    onWait: (pid) => {
      events.push(`waits for ${pid}`);
      child.kill("SIGKILL"); // Killed outright: it leaves its lock behind.
    },
  });
  await mine;
  expect(events).toEqual([`waits for ${child.pid}`, "in"]);
  expect(existsSync(lock)).toBe(false);
});

test("takes over a lock whose number belongs to another process by now", async () => {
  writeFileSync(lock, String(process.pid));
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(lock, longAgo, longAgo);
  expect(await exclusively(lock, () => "in")).toBe("in");
});

test("the work goes on where somebody removes the lock", async () => {
  vi.useFakeTimers();
  try {
    const work = async () => {
      rmSync(lock);
      await vi.advanceTimersByTimeAsync(5_000);
      return "done";
    };
    expect(await exclusively(lock, work)).toBe("done");
  } finally {
    vi.useRealTimers();
  }
});

test("gives the lock back when the work fails", async () => {
  await expect(exclusively(lock, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(existsSync(lock)).toBe(false);
});

test("stops waiting when it is told to", async () => {
  const child = await holdElsewhere();
  const controller = new AbortController();
  const options = { signal: controller.signal, onWait: () => controller.abort() };
  await expect(exclusively(lock, () => "in", options)).rejects.toThrow(Interrupted);
  child.kill("SIGKILL");
});
