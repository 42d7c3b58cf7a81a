import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { Dealer, Router } from "zeromq";
import { expect, test } from "vitest";
import { Arrivals, BindError, bindSockets } from "./sockets.js";

test("what comes in right before it is asked whether more comes in is received", async () => {
  const router = new Router();
  const dealer = new Dealer();
  try {
    await router.bind("inproc://arrivals");
    dealer.connect("inproc://arrivals");
    const arrivals = new Arrivals();
    const received: string[] = [];
    const receiving = (async () => {
      for await (const [, text] of arrivals.on(router)) received.push(String(text));
    })();
    // Within one process it is there at once: after the event loop has looked for messages, and before `over` does.
    const sent = new Promise<void>((done) =>
      setImmediate(() =>
        done(Promise.all(["1", "2"].map((text) => dealer.send(text))).then(() => undefined)),
      ),
    );
    await arrivals.over();
    expect(received).toEqual(["1", "2"]);
    await sent;
    router.close();
    await receiving;
  } finally {
    router.close();
    dealer.close();
  }
});

/** A connection file whose shell port belongs to another program. */
async function takePort() {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const connection = {
    ...{ transport: "tcp", ip: "127.0.0.1", key: "" },
    ...{ shell_port: port, control_port: 0, iopub_port: 0, stdin_port: 0, hb_port: 0 },
  };
  return { other, port, connection };
}

test("a port that another program gives back is waited for", async () => {
  const { other, connection } = await takePort();
  const binding = bindSockets(connection, Infinity);
  other.close();
  (await binding).close();
});

test("a port that another program keeps is named", async () => {
  const { other, port, connection } = await takePort();
  try {
    const refused = bindSockets(connection, 0);
    await expect(refused).rejects.toThrow(BindError);
    await expect(refused).rejects.toThrow(`tcp://127.0.0.1:${port} (EADDRINUSE)`);
  } finally {
    other.close();
  }
});
