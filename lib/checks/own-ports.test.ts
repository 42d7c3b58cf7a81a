import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { expect, test } from "vitest";
import { selectOwnPorts } from "./own-ports.js";

test.runIf(process.platform === "linux")("another program's connection is not this one's", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const come = async () => ((await once(server, "connection")) as [Socket])[0];
  const [first, mine] = [come(), connect(port, "127.0.0.1")];
  const own = await first;
  const second = come();
  const other = spawn(process.execPath, ["-e", `require("net").connect(${port}, "127.0.0.1")`]);
  const foreign = await second;
  try {
    const ports = [own, foreign].map(({ remotePort = 0 }) => remotePort);
    expect(selectOwnPorts(ports)).toEqual([mine.localPort]);
  } finally {
    other.kill();
    mine.destroy();
    foreign.destroy();
    server.close();
  }
});
