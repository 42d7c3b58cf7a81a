import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stateFolder } from "@async-lab/notebook";

/** How to find the running practice API of this course folder. */
export interface ServerState {
  readonly pid: number;
  readonly port: number;
  readonly http2Port: number;
  readonly controlPort: number;
  /** Proves to the server that a client may read this file. */
  readonly token: string;
}

export const serverStateName = "practice-api.json";

export const stateFile = (): string => join(stateFolder(), serverStateName);
export const lockFile = (): string => join(stateFolder(), "practice-api.lock");
export const logFile = (): string => join(stateFolder(), "practice-api.log");

/** Reads the state file; `undefined` where there is none, or one that nobody can have finished writing. */
export function readServerState(): ServerState | undefined {
  try {
    const state = JSON.parse(readFileSync(stateFile(), "utf8")) as Partial<ServerState> | null;
    const numbers = [state?.pid, state?.port, state?.http2Port, state?.controlPort];
    const whole = numbers.every(Number.isSafeInteger) && typeof state?.token === "string";
    return whole ? (state as ServerState) : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the state file for this user's eyes only; a reader sees all of it or nothing. */
export function writeServerState(state: ServerState, path = stateFile()): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(state)}\n`, { mode: 0o600 });
  renameSync(temporary, path);
}

export function removeServerState(): void {
  rmSync(stateFile(), { force: true });
}
