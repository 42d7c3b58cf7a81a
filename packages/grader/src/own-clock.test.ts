import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { OwnClock } from "./own-clock.js";
import { readProcessStat, readWaitedS } from "./proc.js";

/** A machine whose figures are told. */
function makeMachine() {
  const machine = { ms: 5000, waitedS: new Map([[1, 40]]), looks: 0 };
  const source = {
    nowMs: () => machine.ms,
    waitedS: (pid: number) => {
      machine.looks += 1;
      const waitedS = machine.waitedS.get(pid);
      if (waitedS === undefined) throw new Error("no such process");
      return waitedS;
    },
  };
  return { machine, source };
}

test("what its processes wait for a processor is not their time, also when one of them is gone", () => {
  const { machine, source } = makeMachine();
  const clock = new OwnClock([1], source);
  machine.ms += 170_000;
  expect(clock.seconds).toBe(170);
  machine.waitedS.set(1, 40 + 160);
  // It never goes backwards.
  expect(clock.seconds).toBe(170);
  machine.ms += 170_000;
  expect(clock.seconds).toBe(180);
  machine.waitedS.set(2, 7);
  clock.add(2);
  machine.ms += 10_000;
  machine.waitedS.set(2, 7 + 4);
  expect(clock.seconds).toBe(186);
  machine.waitedS.delete(2);
  machine.ms += 10_000;
  expect(clock.seconds).toBe(196);
  clock.stop();
  machine.ms += 10_000;
  expect(clock.seconds).toBe(196);
});

test("a limit of it ends nothing while a process only waits", async () => {
  const { machine, source } = makeMachine();
  const clock = new OwnClock([1], source);
  const waitedAtEnd = await new Promise<number>((resolve) => {
    clock.after(0.001, () => resolve(NaN))[Symbol.dispose]();
    clock.after(0.001, () => resolve(machine.waitedS.get(1) ?? 0));
    const { waitedS } = source;
    source.waitedS = (pid) => {
      // Each look finds that a minute was waited, until the twentieth.
      if (machine.looks < 20) {
        machine.ms += 60_000;
        machine.waitedS.set(1, (machine.waitedS.get(1) ?? 0) + 60);
      } else machine.ms += 1000;
      return waitedS(pid);
    };
  });
  expect(waitedAtEnd).toBeGreaterThan(600);
});

test.runIf(process.platform === "linux")("Linux tells how long a process computed and waited", async () => {
  const program =
    "const end = process.cpuUsage().user + 0.1e6; while (process.cpuUsage().user < end); setInterval(() => {}, 1e9); require('node:fs').writeSync(1, 'done')";
  const began = performance.now();
  const child = spawn(process.execPath, ["--eval", program], { stdio: ["ignore", "pipe", "ignore"] });
  try {
    await once(child.stdout, "data");
    const pid = child.pid ?? 0;
    const waitedS = readWaitedS(pid);
    expect(waitedS).toBeGreaterThanOrEqual(0);
    expect(waitedS).toBeLessThan((performance.now() - began) / 1000);
    expect(readProcessStat(pid).cpuS).toBeGreaterThanOrEqual(0.1);
  } finally {
    child.kill("SIGKILL");
  }
  await once(child, "exit");
  expect(() => readWaitedS(child.pid ?? 0)).toThrow();
});
