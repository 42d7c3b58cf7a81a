import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, vi } from "vitest";
import type { ServerState } from "../state-folder.js";

export const dist = join(import.meta.dirname, "..", "..", "dist");
export const patient = { timeout: 30_000, interval: 20 };

/** Short, so that tests need not wait for it; `readGraceMs` is the one of notebooks. */
export const graceMs = 300;

/** A state folder, with its server and its clients; all of them are gone when the test is over. */
export class ServerProcesses {
  readonly folder = mkdtempSync(join(tmpdir(), "async-lab-practice-api-"));
  readonly stateFile = join(this.folder, "practice-api.json");
  private readonly children: ChildProcess[] = [];

  /** A notebook's stand-in: asks for the API, says which server it got, and stays until it is killed. */
  startClient(
    then = "await new Promise((resolve) => process.stdin.once('end', resolve).resume())",
    stateFolder = this.folder,
  ): ChildProcess {
    const program = `
      const library = await import(${JSON.stringify(pathToFileURL(join(dist, "index.js")).href)});
      const practiceApi = () => library.practiceApi({ stateFolder: ${JSON.stringify(stateFolder)} });
      const api = await practiceApi();
      console.log(api.url("/"));
      ${then}`;
    return this.start(["--input-type=module", "--eval", program]);
  }

  startServer(options: readonly string[] = [], stateFolder = this.folder): ChildProcess {
    return this.start([join(dist, "main.js"), "--state", stateFolder, ...options]);
  }

  start(args: readonly string[]): ChildProcess {
    const env = {
      ...process.env,
      ASYNC_LAB_GRACE_MS: String(graceMs),
      PRACTICE_API: "",
    };
    const child = spawn(process.execPath, [...args], { stdio: ["pipe", "pipe", "pipe"], env });
    this.children.push(child);
    return child;
  }

  state(): ServerState {
    return JSON.parse(readFileSync(this.stateFile, "utf8")) as ServerState;
  }

  async expectGone(pid: number): Promise<void> {
    await vi.waitFor(() => {
      expect(isAlive(pid)).toBe(false);
      expect(existsSync(this.stateFile)).toBe(false);
    }, patient);
  }

  async end(): Promise<void> {
    const running = this.children.filter(
      ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
    );
    const ended = running.map((child) => once(child, "exit"));
    for (const child of running) child.kill("SIGTERM");
    await Promise.all(ended);
    try {
      const { pid } = this.state();
      if (pid !== process.pid && isAlive(pid)) {
        process.kill(pid, "SIGTERM");
        await this.expectGone(pid);
      }
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      // No state file or no process: no server, as of just now. Half a file: the test's own.
      if (!(error instanceof SyntaxError) && !["ENOENT", "ESRCH"].includes(code)) throw error;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
