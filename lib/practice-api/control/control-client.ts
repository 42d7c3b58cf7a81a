import { connect, type Socket } from "node:net";
import { PracticeApiError } from "../practice-api-error.js";
import type { RunReport } from "../run-record.js";
import { host } from "../server-address.js";
import type { ServerState } from "../state-file.js";
import { type ControlAnswer, type Welcome, readLines, sendLine } from "./messages.js";

/** A connection to the practice API's control port; while it is open, the server stays. */
export interface ControlConnection extends Disposable {
  readonly welcome: Welcome;
  readonly open: boolean;
  /** Resolves when the server is gone. */
  readonly closed: Promise<void>;
  /** Keeps this process alive as long as the server lives. */
  keepProcessAlive(): void;
  observe(run: string): Promise<RunReport>;
}

interface Waiting {
  resolve(report: RunReport): void;
  reject(error: PracticeApiError): void;
}

const connectTimeoutMs = 3000;

/**
 * Connects to the server that the state file tells of.
 *
 * An idle connection does not keep the process alive.
 *
 * @returns `undefined` if nobody answers there, or somebody else does
 */
export function connectControl(state: ServerState): Promise<ControlConnection | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port: state.controlPort });
    const connection = new OpenConnection(socket, (welcomed) => resolve(welcomed));
    const timer = setTimeout(() => socket.destroy(), connectTimeoutMs);
    socket.once("close", () => {
      clearTimeout(timer);
      resolve(undefined);
    });
    connection.onWelcome = () => clearTimeout(timer);
    sendLine(socket, { token: state.token });
  });
}

class OpenConnection implements ControlConnection {
  open = true;
  readonly closed: Promise<void>;
  onWelcome: () => void = () => undefined;
  private welcomed: Welcome | undefined;
  private keepsAlive = false;
  private lastId = 0;
  private readonly waiting = new Map<number, Waiting>();

  constructor(
    private readonly socket: Socket,
    ready: (connection: ControlConnection) => void,
  ) {
    socket.setNoDelay(true);
    // What follows an error is "close"; that is where it is dealt with.
    socket.on("error", () => undefined);
    this.closed = new Promise((resolve) => socket.once("close", () => resolve()));
    socket.once("close", () => {
      this.open = false;
      for (const { reject } of this.waiting.values()) reject(stopped());
      this.waiting.clear();
    });
    readLines(socket, (message) => {
      if (this.welcomed) return this.answer(message as ControlAnswer);
      this.welcomed = message as Welcome;
      socket.unref();
      this.onWelcome();
      ready(this);
    });
  }

  get welcome(): Welcome {
    if (!this.welcomed) throw stopped();
    return this.welcomed;
  }

  keepProcessAlive(): void {
    this.keepsAlive = true;
    this.socket.ref();
  }

  observe(run: string): Promise<RunReport> {
    return new Promise((resolve, reject) => {
      if (!this.open) return reject(stopped());
      const id = (this.lastId += 1);
      this.waiting.set(id, { resolve, reject });
      this.socket.ref();
      sendLine(this.socket, { id, observe: run });
    });
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }

  private answer({ id, report }: ControlAnswer): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (this.waiting.size === 0 && !this.keepsAlive) this.socket.unref();
    if (report !== "dropped") return waiting?.resolve(report);
    waiting?.reject(
      new PracticeApiError("the practice API has dropped its record of this run to make room for newer ones"),
    );
  }
}

function stopped(): PracticeApiError {
  return new PracticeApiError(
    "the practice API was stopped, and its record of this run with it: call practiceApi() again and repeat the run",
  );
}
