import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { readProcessStat } from "./process-stat.js";

test.runIf(process.platform === "linux")(
  "a process cannot hide behind the name that it chooses",
  async () => {
    const name = ") Z 1\n) R 1 ";
    const program = `process.title = ${JSON.stringify(name)}; process.stdin.on("data", () => {}); for (; process.cpuUsage().user < 2e5; ); console.log("named");`;
    const child = spawn(process.execPath, ["--eval", program], { stdio: ["pipe", "pipe", "ignore"] });
    try {
      await once(child.stdout, "data");
      const { state, parent, cpuS } = readProcessStat(child.pid ?? 0);
      expect(["S", "R"]).toContain(state);
      expect(parent).toBe(process.pid);
      // Of the 0.2 s that it has computed, and not for a minute; the system counts in hundredths.
      expect(cpuS).toBeGreaterThan(0.1);
      expect(cpuS).toBeLessThan(60);
    } finally {
      child.kill("SIGKILL");
    }
  },
);
