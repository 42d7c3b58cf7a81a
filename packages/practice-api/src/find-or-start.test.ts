import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, test as baseTest, vi } from "vitest";
import { ServerProcesses, dist, graceMs, isAlive, patient } from "./testing/server-processes.js";

const longerThanGrace = () => new Promise((resolve) => setTimeout(resolve, 3 * graceMs));

const test = baseTest.extend<{ course: ServerProcesses }>({
  // eslint-disable-next-line no-empty-pattern -- Vitest reads from the pattern what the fixture needs: nothing
  course: async ({}, use) => {
    const course = new ServerProcesses();
    await use(course);
    await course.end();
  },
});

async function firstLine(child: ChildProcess): Promise<string> {
  const [chunk] = (await once(child.stdout ?? child, "data")) as [Buffer];
  return chunk.toString().trim();
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

// Each has a folder and a server of its own, and mostly waits for processes.
describe.concurrent("the practice API's process", () => {
  test("clients that start it at once share one server, gone after the last of them", async ({ course }) => {
    const clients = Array.from({ length: 4 }, () => course.startClient());
    const origins = (await Promise.all(clients.map(firstLine))).map(origin);
    expect(new Set(origins).size).toBe(1);
    const { pid } = course.state();
    for (const client of clients.slice(1)) client.stdin?.end();
    await Promise.all(clients.slice(1).map((client) => once(client, "exit")));
    expect(origin(await firstLine(course.startClient("process.exit()")))).toBe(origins[0]);
    expect(isAlive(pid)).toBe(true);
    clients[0]?.stdin?.end();
    await course.expectGone(pid);
  });

  test("an owner killed outright leaves no server behind", async ({ course }) => {
    const client = course.startClient();
    await firstLine(client);
    const { pid } = course.state();
    client.kill("SIGKILL");
    await course.expectGone(pid);
  });

  test("a client's connection does not keep its process alive", async ({ course }) => {
    const { code } = await run(course.startClient(""));
    expect(code).toBe(0);
  });

  test.runIf(process.platform !== "win32")("the state file is for its user alone", async ({ course }) => {
    await firstLine(course.startClient());
    expect(statSync(course.stateFile).mode & 0o777).toBe(0o600);
  });

  test.for(["SIGTERM", "SIGINT"] as const)(
    "%s ends the server and takes its state file away",
    async (signal, { course }) => {
      const server = course.startServer();
      expect(await firstLine(server)).toMatch(
        /^The practice API answers at http:\S+ \(HTTP\/2: https:\S+, its pages: http:\S+\/docs\); Ctrl-C ends it$/,
      );
      const ended = once(server, "exit");
      server.kill(signal);
      expect(await ended).toEqual([0, null]);
      expect(existsSync(course.stateFile)).toBe(false);
    },
  );

  test("ends at once, however many answers it still owes", async ({ course }) => {
    const server = course.startServer();
    await firstLine(server);
    const { port } = course.state();
    const waiting = Promise.allSettled(
      Array.from({ length: 20 }, () => fetch(`http://127.0.0.1:${port}/delay/10`)),
    );
    const docs = await fetch(`http://127.0.0.1:${port}/uuid`);
    expect(docs.ok).toBe(true);
    server.kill("SIGTERM");
    await once(server, "exit");
    // It did not wait for one of them.
    expect((await waiting).every(({ status }) => status === "rejected")).toBe(true);
  });

  test.for<[string, string | object]>([
    ["of a process that is gone", { pid: 2 ** 22 + 1, port: 1, http2Port: 1, controlPort: 1, token: "x" }],
    ["of another program's process", { pid: process.pid, port: 1, http2Port: 1, controlPort: 1, token: "x" }],
    ["that is no JSON", "{half"],
    ["that is something else", { name: "async-lab" }],
  ])("a state file %s is taken over", async ([, content], { course }) => {
    writeFileSync(course.stateFile, typeof content === "string" ? content : JSON.stringify(content));
    const line = await firstLine(course.startClient());
    expect((await fetch(line + "uuid")).status).toBe(200);
    expect(origin(line)).toBe(`http://127.0.0.1:${course.state().port}`);
  });

  test("a server killed outright is replaced, and its clients are told", async ({ course }) => {
    const client = course.startClient(`
    await new Promise((resolve) => process.stdin.once("data", resolve));
    console.log(await api.observed().catch((error) => error.name + ": " + error.message));
    console.log((await practiceApi()).url("/"));
    process.exit();`);
    await firstLine(client);
    const { pid } = course.state();
    process.kill(pid, "SIGKILL");
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), patient);
    client.stdin?.write("go\n");
    const [told, url] = (await run(client)).output.split("\n");
    expect(told).toMatch(/^PracticeApiError: the practice API was stopped, .* call practiceApi\(\) again/);
    expect(url).toMatch(/^http:/);
  });

  test("a server started by hand keeps a notebook's server instead of starting a second one", async ({
    course,
  }) => {
    const client = course.startClient();
    const url = await firstLine(client);
    const { pid } = course.state();
    const joined = course.startServer();
    expect(await firstLine(joined)).toContain(origin(url));
    client.kill("SIGKILL");
    await once(client, "exit");
    // Longer than a server of notebooks stays without a client.
    await longerThanGrace();
    expect(isAlive(pid)).toBe(true);
    const ended = once(joined, "exit");
    joined.kill("SIGINT");
    expect(await ended).toEqual([0, null]);
    await course.expectGone(pid);
  });

  test("notebooks join the server started by hand, and leave it running", async ({ course }) => {
    const server = course.startServer();
    await firstLine(server);
    const { pid, port } = course.state();
    expect(pid).toBe(server.pid);
    expect(origin((await run(course.startClient("process.exit()"))).output)).toBe(`http://127.0.0.1:${port}`);
    await longerThanGrace();
    expect(isAlive(pid)).toBe(true);
  });

  test.runIf(process.platform !== "win32")(
    "a server started by hand ends when the program that started it is killed",
    async ({ course }) => {
      const script = `
    const { spawn } = await import("node:child_process");
    spawn(process.execPath, ${JSON.stringify([join(dist, "main.js"), "--state", course.folder])}, { stdio: "inherit" });
    setInterval(() => {}, 1000);`;
      const parent = course.start(["--input-type=module", "--eval", script]);
      await firstLine(parent);
      const { pid } = course.state();
      parent.kill("SIGKILL");
      await course.expectGone(pid);
    },
  );

  test("a port in use is named", async ({ course }) => {
    const server = course.startServer();
    await firstLine(server);
    const { port } = course.state();
    const { code, errors } = await run(
      course.startServer(["--port", String(port)], join(course.folder, "other")),
    );
    expect(code).toBe(1);
    expect(errors).toBe(`port ${port} is in use by another program: choose another one with --port`);
  });

  test("other ports than those of the server that runs are refused", async ({ course }) => {
    await firstLine(course.startServer());
    const { code, errors } = await run(course.startServer(["--port", "1"]));
    expect(code).toBe(1);
    expect(errors).toMatch(/^a practice API runs already, at http:\S+ \(process \d+\): [^\n]*$/);
  });

  test.for<[string[], number, RegExp]>([
    [["--help"], 0, /^Usage: practice-api \[options\]\n[^]*--http2-port/],
    [["--prot", "1"], 1, /^Unknown option '--prot': --help lists the options$/],
    [["--port"], 1, /^Option '--port <value>' argument missing: --help lists the options$/],
    [["--port", "70000"], 1, /^--port must be a whole number from 0 to 65535, not "70000"$/],
    [["now"], 1, /^Unexpected argument 'now'[^\n]*$/],
  ])("practice-api %j exits with %i", async ([options, code, words], { course }) => {
    const ended = await run(course.startServer(options));
    expect(ended.code).toBe(code);
    expect(ended.output + ended.errors).toMatch(words);
  });

  test("the control port answers nobody without the token", async ({ course }) => {
    await firstLine(course.startServer());
    const { controlPort } = course.state();
    for (const line of [
      '{"token":"wrong"}\n',
      '{"token":{"toString":null}}\n',
      '{"token":["x"]}\n',
      "7\n",
      "GET / HTTP/1.1\r\n\r\n",
      "null\n",
      "x".repeat(100_000),
    ]) {
      const socket = connect(controlPort, "127.0.0.1");
      socket.on("error", () => undefined);
      socket.write(line);
      const chunks: unknown[] = [];
      socket.on("data", (chunk) => chunks.push(chunk));
      await new Promise((resolve) => socket.once("close", resolve));
      expect(chunks).toEqual([]);
    }
  });

  test("where it cannot be started, one line says why", async ({ course }) => {
    writeFileSync(join(course.folder, "file"), "");
    const { code, errors } = await run(course.startClient(undefined, join(course.folder, "file", "below")));
    expect(code).toBe(1);
    expect(errors).toContain("PracticeApiError: the practice API could not be started: ENOTDIR");
  });
});
