import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The server is for this machine alone. */
export const host = "127.0.0.1";

/** How to find the practice API that runs for a state folder. */
export interface ServerState {
  readonly pid: number;
  readonly port: number;
  readonly http2Port: number;
  readonly controlPort: number;
  /** Proves to the server that a client may read this file. */
  readonly token: string;
}

/** The files of a state folder. */
export const stateFile = (folder: string): string => join(folder, "practice-api.json");
export const lockFile = (folder: string): string => join(folder, "practice-api.lock");
export const logFile = (folder: string): string => join(folder, "practice-api.log");

/** Reads the state file; `undefined` where there is none, or one that nobody can have finished writing. */
export function readServerState(folder: string): ServerState | undefined {
  try {
    const state = JSON.parse(readFileSync(stateFile(folder), "utf8")) as Partial<ServerState> | null;
    const numbers = [state?.pid, state?.port, state?.http2Port, state?.controlPort];
    const whole = numbers.every(Number.isSafeInteger) && typeof state?.token === "string";
    return whole ? (state as ServerState) : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the state file, readable by this user alone; a reader sees all of it or nothing. */
export function writeServerState(folder: string, state: ServerState): void {
  mkdirSync(folder, { recursive: true });
  const temporary = `${stateFile(folder)}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(state)}\n`, { mode: 0o600 });
  renameSync(temporary, stateFile(folder));
}

export function removeServerState(folder: string): void {
  rmSync(stateFile(folder), { force: true });
}
