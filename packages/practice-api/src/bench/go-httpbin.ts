import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const version = "v2.26.0";

/** Why the comparison cannot be made on this machine; `undefined` where it can. */
export function whyNoGoHttpbin(): string | undefined {
  if (process.env["GO_HTTPBIN"]) return undefined;
  const { status } = spawnSync("go", ["version"], { timeout: 10_000 });
  return status === 0 ? undefined : "needs Go, or GO_HTTPBIN=<path of a go-httpbin>";
}

/** Another server with httpbin's pages, to compare with. */
export interface GoHttpbin {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Builds go-httpbin, unless `GO_HTTPBIN` names one, and starts it on a free port. */
export async function startGoHttpbin(): Promise<GoHttpbin> {
  const folder = mkdtempSync(join(tmpdir(), "async-lab-go-httpbin-"));
  const program = process.env["GO_HTTPBIN"] ?? (await build(folder));
  const port = await findFreePort();
  // In a session of its own, as the practice API is: on a busy machine, Linux shares the processors out by session.
  const server = spawn(program, ["-host", "127.0.0.1", "-port", String(port)], {
    stdio: "ignore",
    detached: true,
  });
  const ended = once(server, "exit");
  process.once("exit", () => server.kill());
  const url = `http://127.0.0.1:${port}`;
  const deadline = performance.now() + 10_000;
  while (
    !(await fetch(`${url}/get`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (performance.now() > deadline) throw new Error(`go-httpbin does not answer at ${url}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    url,
    pid: server.pid ?? 0,
    stop: async () => {
      server.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function build(folder: string): Promise<string> {
  const source = `github.com/mccutchen/go-httpbin/v2/cmd/go-httpbin@${version}`;
  await promisify(execFile)("go", ["install", source], {
    env: { ...process.env, GOBIN: folder },
    timeout: 230_000,
  });
  const names = ["go-httpbin", "go-httpbin.exe"].map((name) => join(folder, name));
  return names.find(existsSync) ?? "go-httpbin";
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
