import { EventEmitter } from "node:events";
import { expect, test, vi } from "vitest";
import { Channels, type FromChannels, type ToChannels } from "./channels.js";

/** Stands for the second thread. */
const thread = vi.hoisted((): { current: unknown } => ({ current: undefined }));
vi.mock("node:worker_threads", async (original) => ({
  ...(await original<typeof import("node:worker_threads")>()),
  Worker: class extends EventEmitter {
    readonly asked: ToChannels[] = [];
    constructor() {
      super();
      thread.current = this;
    }
    postMessage(message: ToChannels) {
      this.asked.push(message);
    }
  },
}));

test("what was lost is asked for, and all is taken once and in order", () => {
  const taken: string[] = [];
  const handlers = {
    onMessage: () => undefined,
    onInterruptAgain: () => void taken.push("interrupt"),
    onOrphaned: () => void taken.push("end"),
  };
  const connection = {
    transport: "tcp",
    ip: "127.0.0.1",
    key: "",
    shell_port: 0,
    control_port: 0,
    iopub_port: 0,
    stdin_port: 0,
    hb_port: 0,
  };
  new Channels(connection, handlers, () => undefined);
  const { asked, emit } = thread.current as EventEmitter & { readonly asked: ToChannels[] };
  const tell = (message: FromChannels) => emit.call(thread.current, "message", message);
  const first = { serial: 1, news: { interruptAgain: true } } as const;
  const second = { serial: 2, news: { orphaned: true } } as const;
  tell(second);
  expect(taken).toEqual([]);
  expect(asked).toEqual([{ tellAgain: true }]);
  tell(first);
  tell(second);
  tell(second);
  expect(taken).toEqual(["interrupt", "end"]);
});
