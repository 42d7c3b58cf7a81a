/** What no submission may touch: a folder, a secret, a process, a port, and the course itself. */
import { spawn, type ChildProcess } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { courseFolder } from "async-lab/course";

export interface Canaries extends AsyncDisposable {
  /** For `toNotebook`. */
  readonly put: Readonly<Record<string, string>>;
  /** The folder for temporary files of whatever grades meanwhile. */
  readonly temporary: string;
  /** What has been touched until now, in words; empty where nothing was. */
  touched(): Promise<string[]>;
  /** What the graded submissions have left behind: files, processes, a port. */
  leftBehind(): Promise<string[]>;
}

/**
 * Sets them out, anybody may write there: it is for the sandbox to stop it.
 *
 * @param secrets what else may not be told to anybody, by the names that `touched` gives them
 */
export async function setOutCanaries(secrets: Readonly<Record<string, string>> = {}): Promise<Canaries> {
  const folder = await mkdtemp(join(tmpdir(), "canaries-"));
  const temporary = join(folder, "temporary");
  const open = join(folder, "open");
  await Promise.all([mkdir(temporary), mkdir(open)]);
  await Promise.all([chmod(folder, 0o755), chmod(temporary, 0o777), chmod(open, 0o777)]);
  const secret = randomBytes(16).toString("hex");
  await writeFile(join(open, "secret.txt"), `SECRET=${secret}\n`);
  const victim = spawn("sleep", ["100000"], { stdio: "ignore" });
  const heard: string[] = [];
  const listener = http.createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      heard.push(body);
      response.end();
    });
  });
  listener.listen(0, "127.0.0.1");
  await Promise.all([once(listener, "listening"), once(victim, "spawn")]);
  const port = await findFreePort();
  const before = await hashCourse();
  const told = Object.entries({ "the secret in a file": secret, ...secrets });
  return {
    temporary,
    put: {
      FOLDER: open,
      COURSE: courseFolder(),
      VICTIM: String(victim.pid),
      LISTENER: String((listener.address() as AddressInfo).port),
      PORT: String(port),
    },
    touched: async () => [
      ...(await listNew(open)),
      ...((await readText(join(open, "secret.txt"))).includes(secret)
        ? []
        : ["the secret's file was changed"]),
      ...(isRunning(victim) ? [] : ["the victim was ended"]),
      ...told
        .filter(([, text]) => heard.some((body) => body.includes(text)))
        .map(([what]) => `told: ${what}`),
      ...heard.filter((body) => body.startsWith("ESCAPED")),
      ...((await hashCourse()) === before ? [] : ["the course's files were changed"]),
    ],
    leftBehind: async () => [
      ...(await readdir(temporary)).map((name) => `file ${name}`),
      ...(await listProcesses(temporary)),
      ...((await isListening(port)) ? [`something listens on port ${port}`] : []),
    ],
    [Symbol.asyncDispose]: async () => {
      victim.kill("SIGKILL");
      listener.closeAllConnections();
      await new Promise((resolve) => listener.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function listNew(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => name !== "secret.txt").map((name) => `written outside: ${name}`);
}

async function readText(path: string): Promise<string> {
  return await readFile(path, "utf8").catch(() => "");
}

function isRunning({ exitCode, signalCode, pid }: ChildProcess): boolean {
  return exitCode === null && signalCode === null && pid !== undefined;
}

/** The compiled course and what names its parts. */
async function hashCourse(): Promise<string> {
  const hash = createHash("sha256");
  const lib = join(courseFolder(), "lib");
  const files = await readdir(lib, { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  for (const path of [join(courseFolder(), "package.json"), ...paths.sort()]) {
    hash.update(path).update(await readFile(path));
  }
  return hash.digest("hex");
}

async function findFreePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function isListening(port: number): Promise<boolean> {
  const socket = net.connect(port, "127.0.0.1");
  try {
    return await new Promise((resolve) =>
      socket.on("connect", () => resolve(true)).on("error", () => resolve(false)),
    );
  } finally {
    socket.destroy();
  }
}

/** Processes, of whatever user, that were started with a path in this folder, or from within it. */
async function listProcesses(folder: string): Promise<string[]> {
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => ({
      pid,
      line: await readText(`/proc/${pid}/cmdline`),
      cwd: await readlink(`/proc/${pid}/cwd`).catch(() => ""),
    })),
  );
  return found
    .filter(({ line, cwd }) => line.includes(folder) || cwd.startsWith(folder))
    .map(({ pid, line }) => `process ${pid}: ${line.replaceAll("\0", " ").slice(0, 200)}`);
}
