import { connect, type Socket } from "node:net";
import type { HomeworkPage } from "../homework-run.js";
import { PracticeApiError } from "../errors.js";
import type { RunReport } from "../run-record.js";
import { host } from "../state-folder.js";
import type { ServerState } from "../state-folder.js";
import {
  type ControlAnswer,
  type HomeworkRequest,
  type ObserveRequest,
  type Welcome,
  readLines,
  sendLine,
} from "./messages.js";

/** A connection to the practice API's control port; while it is open, the server stays. */
export interface ControlConnection extends Disposable {
  readonly welcome: Welcome;
  readonly open: boolean;
  /** Resolves when the server is gone. */
  readonly closed: Promise<void>;
  /** Keeps this process alive as long as the server lives. */
  keepProcessAlive(): void;
  observe(run: string): Promise<RunReport>;
  /** Opens a run as homework. */
  openHomework(asked: HomeworkRequest): Promise<readonly HomeworkPage[]>;
}

interface Waiting {
  resolve(answer: ControlAnswer): void;
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

  async observe(run: string): Promise<RunReport> {
    const answer = await this.ask({ observe: run });
    if (!("report" in answer)) throw stopped();
    if (answer.report !== "dropped") return answer.report;
    throw new PracticeApiError(
      "the practice API has dropped its record of this run to make room for newer ones",
    );
  }

  async openHomework(asked: HomeworkRequest): Promise<readonly HomeworkPage[]> {
    const answer = await this.ask(asked);
    if ("pages" in answer) return answer.pages;
    throw new PracticeApiError(
      "the practice API that runs is an older one, without homework: restart the kernels of all notebooks of the course",
    );
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }

  private ask(asked: ObserveRequest | HomeworkRequest): Promise<ControlAnswer> {
    return new Promise((resolve, reject) => {
      if (!this.open) return reject(stopped());
      const id = (this.lastId += 1);
      this.waiting.set(id, { resolve, reject });
      this.socket.ref();
      sendLine(this.socket, { id, ...asked });
    });
  }

  private answer(answer: ControlAnswer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if (this.waiting.size === 0 && !this.keepsAlive) this.socket.unref();
    waiting?.resolve(answer);
  }
}

function stopped(): PracticeApiError {
  return new PracticeApiError(
    "the practice API was stopped, and its record of this run with it: call practiceApi() again and repeat the run",
  );
}
