import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { portsOf } from "./ports-of.js";

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
