import { Dealer, Router } from "zeromq";
import { expect, test } from "vitest";
import { Arrivals } from "./sockets.js";

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
