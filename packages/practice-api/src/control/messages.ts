import type { Socket } from "node:net";
import type { HomeworkPage, HomeworkPart } from "../homework-run.js";
import type { RunReport } from "../run-record.js";

/** The first line a client sends. */
export interface Hello {
  readonly token: string;
}

/** The server's answer to a `Hello` with the right token; to a wrong one it closes the connection. */
export interface Welcome {
  readonly pid: number;
  readonly port: number;
  readonly http2Port: number;
  readonly certificateAuthority: string;
  /** The countries' codes, so that a client need not load their table. */
  readonly countryCodes: readonly string[];
}

/** What a client asks for after that. */
export type ControlRequest = { readonly id: number } & (ObserveRequest | HomeworkRequest);

/** Asks for what the server has seen of a run. */
export interface ObserveRequest {
  readonly observe: string;
}

/** Opens a run as homework. */
export interface HomeworkRequest {
  readonly homework: string;
  readonly part: HomeworkPart;
  /** Seconds. */
  readonly delay: number;
}

export type ControlAnswer = { readonly id: number } & (
  { readonly report: RunReport | "dropped" } | { readonly pages: readonly HomeworkPage[] }
);

/** Sends one message as a line of JSON. */
export function sendLine(socket: Socket, message: Hello | Welcome | ControlRequest | ControlAnswer): void {
  socket.write(`${JSON.stringify(message)}\n`);
}

/**
 * Calls `receive` with every line of JSON that comes in.
 *
 * @param maxLineLength in characters; the connection is closed if a line is longer, or no JSON
 */
export function readLines(
  socket: Socket,
  receive: (message: unknown) => void,
  maxLineLength = Infinity,
): void {
  socket.setEncoding("utf8");
  let parts: string[] = [];
  let length = 0;
  socket.on("data", (chunk: string) => {
    const lines = chunk.split("\n");
    for (const [index, line] of lines.entries()) {
      parts.push(line);
      length += line.length;
      if (length > maxLineLength) return void socket.destroy();
      if (index === lines.length - 1) return;
      const text = parts.join("");
      parts = [];
      length = 0;
      let message: unknown;
      try {
        message = JSON.parse(text);
      } catch {
        return void socket.destroy();
      }
      receive(message);
    }
  });
}
