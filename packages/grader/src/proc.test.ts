import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { portsOf, readProcessStat } from "./proc.js";

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

test.runIf(process.platform === "linux")("tells whose end of a connection a port is", async () => {
  const server = createServer();
  onTestFinished(() => void server.close());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  onTestFinished(() => void client.destroy());
  await once(client, "connect");
  const own = process.getuid?.() ?? 0;
  expect(portsOf(own)?.has(client.localPort ?? 0)).toBe(true);
  expect(portsOf(own + 1)?.has(client.localPort ?? 0)).toBe(false);
});
