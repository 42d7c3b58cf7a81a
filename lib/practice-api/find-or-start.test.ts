import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { courseFolder } from "../notebook/index.js";
import { readServerState, type ServerState, stateFile } from "./state-file.js";

const dist = join(courseFolder(), "dist", "practice-api");
const patient = { timeout: 15_000, interval: 20 };

let folder: string;
let children: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "async-lab-practice-api-"));
  vi.stubEnv("ASYNC_LAB_STATE", folder);
  vi.stubEnv("PRACTICE_API", "");
  children = [];
});

afterEach(async () => {
  const running = children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  const ended = running.map((child) => once(child, "exit"));
  for (const child of running) child.kill("SIGTERM");
  await Promise.all(ended);
  const left = readServerState();
  if (left && left.pid !== process.pid && isAlive(left.pid)) {
    process.kill(left.pid, "SIGTERM");
    await expectGone(left.pid);
  }
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A notebook's stand-in: asks for the API, says which server it got, and stays until it is killed. */
function startClient(
  then = "await new Promise((resolve) => process.stdin.once('end', resolve).resume())",
): ChildProcess {
  const program = `
    const { practiceApi } = await import(${JSON.stringify(pathToFileURL(join(dist, "index.js")).href)});
    const api = await practiceApi();
    console.log(api.url("/"));
    ${then}`;
  return start(["--input-type=module", "--eval", program]);
}

const startServer = (...options: string[]) => start([join(dist, "serve.js"), ...options]);

function start(args: string[]): ChildProcess {
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "pipe"] });
  children.push(child);
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [chunk] = (await once(child.stdout ?? child, "data")) as [Buffer];
  return chunk.toString().trim();
}

function state(): ServerState {
  const found = readServerState();
  if (!found) throw new Error(`no state file in ${folder}`);
  return found;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function expectGone(pid: number): Promise<void> {
  await vi.waitFor(() => {
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(stateFile())).toBe(false);
  }, patient);
}

async function run(child: ChildProcess): Promise<{ code: number; output: string; errors: string }> {
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout ?? Readable.from([])),
    text(child.stderr ?? Readable.from([])),
    once(child, "exit") as Promise<[number]>,
  ]);
  return { code, output: output.trim(), errors: errors.trim() };
}

const origin = (line: string) => new URL(line).origin;

test("clients that start it at once share one server, gone after the last of them", async () => {
  const clients = Array.from({ length: 4 }, () => startClient());
  const origins = (await Promise.all(clients.map(firstLine))).map(origin);
  expect(new Set(origins).size).toBe(1);
  const { pid } = state();
  for (const client of clients.slice(1)) client.stdin?.end();
  await Promise.all(clients.slice(1).map((client) => once(client, "exit")));
  expect(origin(await firstLine(startClient("process.exit()")))).toBe(origins[0]);
  expect(isAlive(pid)).toBe(true);
  clients[0]?.stdin?.end();
  await expectGone(pid);
});

test("an owner killed outright leaves no server behind", async () => {
  const client = startClient();
  await firstLine(client);
  const { pid } = state();
  client.kill("SIGKILL");
  await expectGone(pid);
});

test("a client's connection does not keep its process alive", async () => {
  const { code } = await run(startClient(""));
  expect(code).toBe(0);
});

test.runIf(process.platform !== "win32")("the state file is for its user alone", async () => {
  await firstLine(startClient());
  expect(statSync(stateFile()).mode & 0o777).toBe(0o600);
});

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s ends the server and takes its state file away",
  async (signal) => {
    const server = startServer();
    expect(await firstLine(server)).toMatch(
      /^The practice API answers at http:\S+ \(HTTP\/2: https:\S+, its pages: http:\S+\/docs\); Ctrl-C ends it$/,
    );
    const ended = once(server, "exit");
    server.kill(signal);
    expect(await ended).toEqual([0, null]);
    expect(existsSync(stateFile())).toBe(false);
  },
);

test("ends at once, however many answers it still owes", async () => {
  const server = startServer();
  await firstLine(server);
  const { port } = state();
  const waiting = Promise.allSettled(
    Array.from({ length: 20 }, () => fetch(`http://127.0.0.1:${port}/delay/10`)),
  );
  const docs = await fetch(`http://127.0.0.1:${port}/uuid`);
  expect(docs.ok).toBe(true);
  const start = performance.now();
  server.kill("SIGTERM");
  await once(server, "exit");
  expect(performance.now() - start).toBeLessThan(3000);
  expect((await waiting).every(({ status }) => status === "rejected")).toBe(true);
});

test.each([
  ["of a process that is gone", { pid: 2 ** 22 + 1, port: 1, http2Port: 1, controlPort: 1, token: "x" }],
  ["of another program's process", { pid: process.pid, port: 1, http2Port: 1, controlPort: 1, token: "x" }],
  ["that is no JSON", "{half"],
  ["that is something else", { name: "async-lab" }],
])("a state file %s is taken over", async (_name, content) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(stateFile(), typeof content === "string" ? content : JSON.stringify(content));
  const line = await firstLine(startClient());
  expect((await fetch(line + "uuid")).status).toBe(200);
  expect(origin(line)).toBe(`http://127.0.0.1:${state().port}`);
});

test("a server killed outright is replaced, and its clients are told", async () => {
  const client = startClient(`
    await new Promise((resolve) => process.stdin.once("data", resolve));
    console.log(await api.observed().catch((error) => error.name + ": " + error.message));
    console.log((await practiceApi()).url("/"));
    process.exit();`);
  await firstLine(client);
  const { pid } = state();
  process.kill(pid, "SIGKILL");
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), patient);
  client.stdin?.write("go\n");
  const [told, url] = (await run(client)).output.split("\n");
  expect(told).toMatch(/^PracticeApiError: the practice API was stopped, .* call practiceApi\(\) again/);
  expect(url).toMatch(/^http:/);
});

test("npm run api keeps a notebook's server instead of starting a second one", async () => {
  const client = startClient();
  const url = await firstLine(client);
  const { pid } = state();
  const joined = startServer();
  expect(await firstLine(joined)).toContain(origin(url));
  client.kill("SIGKILL");
  await once(client, "exit");
  // Longer than a server of notebooks stays without a client.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  expect(isAlive(pid)).toBe(true);
  const ended = once(joined, "exit");
  joined.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
  await expectGone(pid);
});

test("notebooks join the server of npm run api, and leave it running", async () => {
  const server = startServer();
  await firstLine(server);
  const { pid, port } = state();
  expect(pid).toBe(server.pid);
  expect(origin((await run(startClient("process.exit()"))).output)).toBe(`http://127.0.0.1:${port}`);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  expect(isAlive(pid)).toBe(true);
});

test.runIf(process.platform !== "win32")(
  "npm run api ends when the program that started it is killed",
  async () => {
    const script = `
    const { spawn } = await import("node:child_process");
    spawn(process.execPath, [${JSON.stringify(join(dist, "serve.js"))}], { stdio: "inherit" });
    setInterval(() => {}, 1000);`;
    const parent = start(["--input-type=module", "--eval", script]);
    await firstLine(parent);
    const { pid } = state();
    parent.kill("SIGKILL");
    await expectGone(pid);
  },
);

test("a port in use is named", async () => {
  const server = startServer();
  await firstLine(server);
  const { port } = state();
  vi.stubEnv("ASYNC_LAB_STATE", join(folder, "other"));
  const { code, errors } = await run(startServer("--port", String(port)));
  expect(code).toBe(1);
  expect(errors).toBe(`port ${port} is in use by another program: choose another one with --port`);
  vi.stubEnv("ASYNC_LAB_STATE", folder);
});

test("other ports than those of the server that runs are refused", async () => {
  await firstLine(startServer());
  const { code, errors } = await run(startServer("--port", "1"));
  expect(code).toBe(1);
  expect(errors).toMatch(
    /^the practice API of this course runs already, at http:\S+ \(process \d+\): [^\n]*$/,
  );
});

test.each([
  [["--help"], 0, /^Usage: npm run api -- \[options\]\n[^]*--http2-port/],
  [["--prot", "1"], 1, /^Unknown option '--prot': --help lists the options$/],
  [["--port"], 1, /^Option '--port <value>' argument missing: --help lists the options$/],
  [["--port", "70000"], 1, /^--port must be a whole number from 0 to 65535, not "70000"$/],
  [["now"], 1, /^Unexpected argument 'now'[^\n]*$/],
])("npm run api -- %j exits with %i", async (options, code, words) => {
  const ended = await run(startServer(...options));
  expect(ended.code).toBe(code);
  expect(ended.output + ended.errors).toMatch(words);
});

test("the control port answers nobody without the token", async () => {
  await firstLine(startServer());
  const { controlPort } = state();
  for (const line of ['{"token":"wrong"}\n', "GET / HTTP/1.1\r\n\r\n", "null\n", "x".repeat(100_000)]) {
    const socket = connect(controlPort, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(line);
    const chunks: unknown[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    await new Promise((resolve) => socket.once("close", resolve));
    expect(chunks).toEqual([]);
  }
});

test("where it cannot be started, one line says why", async () => {
  writeFileSync(join(folder, "file"), "");
  vi.stubEnv("ASYNC_LAB_STATE", join(folder, "file", "below"));
  const { code, errors } = await run(startClient());
  vi.stubEnv("ASYNC_LAB_STATE", folder);
  expect(code).toBe(1);
  expect(errors).toContain("PracticeApiError: the practice API could not be started: ENOTDIR");
});
