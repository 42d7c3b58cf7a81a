import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { courseFolder } from "async-lab/course";
import { endProcesses } from "./end-processes.js";
import { limits } from "./limits.js";
import { processesOf } from "./proc.js";
import { openSandbox, renewFolder } from "./sandbox.js";
import { leftBehind, startSandboxed, type Sandboxed } from "./testing/sandboxed.js";

const asRoot = process.getuid?.() === 0;

/** A folder of the teacher's: nothing of it may be seen or changed. */
const outside = mkdtempSync(join(tmpdir(), "async-lab-outside-"));
const secret = join(outside, "secret.txt");
const unixSocket = join(outside, "bus.sock");
const bus = createServer((socket) => socket.end("reached"));

beforeAll(async () => {
  // For all to read, so that the system's own permissions do not answer in the place of the layer that is tried.
  chmodSync(outside, 0o777);
  writeFileSync(secret, "secret", { mode: 0o666 });
  await once(bus.listen(unixSocket), "listening");
  chmodSync(unixSocket, 0o777);
});

afterAll(() => {
  bus.close();
  rmSync(outside, { recursive: true });
});

describe("in a grading kernel", () => {
  let sandboxed: Sandboxed;
  beforeAll(async () => {
    sandboxed = await startSandboxed();
  });
  afterAll(async () => {
    const { folder, uid } = sandboxed.sandbox;
    await sandboxed[Symbol.asyncDispose]();
    expect(leftBehind([folder], [uid])).toEqual([]);
  });

  test("holds no file of whoever started it", async () => {
    const files = await sandboxed.attempt(
      `return Array.from({ length: 64 }, (_, fd) => { try { return fs.fstatSync(fd).isFile() ? fd : "" } catch { return "" } }).join("") || "none"`,
    );
    expect(files).toBe("none");
  });

  const denied = /^refused: ERR_ACCESS_DENIED/;
  const path = JSON.stringify;
  const dist = join(courseFolder(), "lib", "dist", "index.js");

  test.each([
    ["a file outside", `return fs.readFileSync(${path(secret)}, "utf8")`],
    ["a file outside, as a blob", `return (await fs.openAsBlob(${path(secret)})).text()`],
    ["a file outside, copied", `fs.copyFileSync(${path(secret)}, "copy"); return fs.readFileSync("copy")`],
    [
      "a file outside, by a symbolic link",
      `fs.symlinkSync(${path(secret)}, "link"); return fs.readFileSync("link")`,
    ],
    [
      "a file outside, by a relative link",
      `fs.symlinkSync("../" + ${path(secret)}, "up"); return fs.readFileSync("up")`,
    ],
    [
      "a file outside, by a hard link",
      `fs.linkSync(${path(secret)}, "hard"); return fs.readFileSync("hard")`,
    ],
    ["a list of files outside", `return fs.readdirSync(${path(tmpdir())})`],
    ["the users of the system", `return fs.readFileSync("/etc/passwd", "utf8")`],
    [
      "the course's own keys and grades",
      `return fs.readdirSync(${path(join(courseFolder(), ".async-lab"))})`,
    ],
    ["the environment of the grader", `return fs.readFileSync("/proc/" + process.ppid + "/environ", "utf8")`],
    ["the grader's arguments", `return fs.readFileSync("/proc/" + process.ppid + "/cmdline", "utf8")`],
    ["its own memory", `return fs.openSync("/proc/self/mem", "r+")`],
    ["writing beside its folder", `fs.writeFileSync(g.process.cwd() + "/../new", "x")`],
    ["writing outside", `fs.writeFileSync(${path(join(outside, "new"))}, "x")`],
    ["writing into the course", `fs.appendFileSync(${path(dist)}, "// x")`],
    ["a mode, by a descriptor", `fs.fchmodSync(fs.openSync(${path(dist)}, "r"), 0o777)`],
    ["another folder to work in", `g.process.chdir("/")`],
    ["a child process", `return req("child_process").execSync("id")`],
    [
      "a child process, past the library",
      `const c = new (req("child_process").ChildProcess)(); c._handle.spawn("/bin/true", ["true"], "/", [], [], 0, -1, -1)`,
    ],
    ["a cluster", `req("cluster").fork()`],
    ["another program in its place", `g.process.execve("/bin/true", ["true"], {})`],
    ["a thread", `new (req("worker_threads").Worker)("1", { eval: true })`],
    ["the inspector", `new (req("inspector").Session)().connect()`],
    ["the inspector's port", `req("inspector").open(0)`],
    ["an addon", `g.process.dlopen({ exports: {} }, "/addon.node")`],
    ["an addon, by its file", `req("module")._extensions[".node"]({ exports: {} }, "/addon.node")`],
    ["Node's insides", `g.process.binding("process_wrap")`],
    ["a signal", `g.process.kill(g.process.ppid, 0)`],
    ["a signal, past the library", `g.process._kill(g.process.ppid, 9)`],
    ["a signal, imported", `(await import("node:process" as string)).kill(g.process.ppid, 0)`],
    ["a signal, after deleting the refusal", `delete g.process.kill; g.process.kill(g.process.ppid, 0)`],
    ["a debugger in another process", `g.process._debugProcess(g.process.ppid)`],
    ["another process's priority", `req("os").setPriority(g.process.ppid, 19)`],
    ["another user", `g.process.setuid(0)`],
    [
      "a Unix socket",
      `await new Promise((resolve, reject) => req("net").connect(${path(unixSocket)}, resolve).on("error", reject))`,
    ],
    [
      "a Unix socket, by HTTP",
      `await new Promise((resolve, reject) => req("http").get({ socketPath: ${path(unixSocket)} }, resolve).on("error", reject))`,
    ],
    [
      "a Unix socket of its own",
      `await new Promise((resolve, reject) => req("net").createServer().on("error", reject).listen("own.sock", resolve))`,
    ],
    ["flags of the engine", `req("v8").setFlagsFromString("--allow-natives-syntax")`],
    ["a snapshot of the memory", `req("v8").writeHeapSnapshot()`],
    ["forged byte code", `new (req("vm").Script)("1", { cachedData: Buffer.alloc(64) })`],
    [
      "forged byte code, by the class behind",
      `new (Object.getPrototypeOf(Object.getPrototypeOf(new (req("vm").Script)("1"))).constructor)("1", { cachedData: Buffer.alloc(64) })`,
    ],
    ["forged byte code, in a folder", `req("module").enableCompileCache("cache")`],
    ["hooks of the module loader", `req("module").register("data:text/javascript,")`],
    ["WASI", `new (req("wasi").WASI)({ version: "preview1", preopens: { "/": "/" } })`],
    ["a log of Node's events", `req("trace_events").createTracing({ categories: ["node"] }).enable()`],
    ["an engine of OpenSSL", `req("crypto").setEngine("/engine.so")`],
  ])("refuses %s", async (_what, statements) => {
    expect(await sandboxed.attempt(statements)).toMatch(denied);
  });

  test("knows no database, whose file would be opened past the permission model", async () => {
    expect(await sandboxed.attempt(`return req("node:sqlite")`)).toBe("refused: ERR_UNKNOWN_BUILTIN_MODULE");
    expect(await sandboxed.attempt(`return g.process.getBuiltinModule("node:sqlite")`)).toBe("undefined");
    expect(await sandboxed.attempt(`return g.process.report`)).toBe("undefined");
    expect(await sandboxed.attempt(`return req("zeromq")`)).toMatch(/^refused/);
  });

  test("has an environment that tells nothing", async () => {
    const names = JSON.parse(
      await sandboxed.attempt(`return JSON.stringify(Object.keys(g.process.env).sort())`),
    ) as string[];
    expect(names.filter((name) => name !== "PWD" && name !== "_" && name !== "SHLVL")).toEqual([
      "ASYNC_LAB_GRADING",
      "ASYNC_LAB_LANGUAGE",
      "ASYNC_LAB_STATE",
      "HOME",
      "LANG",
      "TMPDIR",
    ]);
  });

  test.runIf(asRoot)("cannot put anything in the place of its folder", async () => {
    const path = JSON.stringify(sandboxed.sandbox.folder);
    for (const statement of [`fs.rmdirSync(${path})`, `fs.renameSync(${path}, ${path} + "/state")`])
      expect(await sandboxed.attempt(statement)).toMatch(/^refused: (EACCES|ENOTEMPTY|EINVAL)/);
  });

  test.runIf(asRoot)("runs as another user, who cannot change that", async () => {
    const { uid } = sandboxed.sandbox;
    expect(
      await sandboxed.attempt(
        "return [g.process.getuid(), g.process.getgid(), g.process.getgroups()].join()",
      ),
    ).toBe(`${uid},${uid},${uid}`);
    const status = readFileSync(`/proc/${sandboxed.kernel.pid}/status`, "utf8");
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
    expect(status).toMatch(/^CapEff:\s+0+$/m);
  });

  test.runIf(process.platform === "linux")("has the system's limits", () => {
    const told = readFileSync(`/proc/${sandboxed.kernel.pid}/limits`, "utf8");
    const limitOf = (name: string) => new RegExp(`^${name}\\s+(\\S+)\\s+(\\S+)`, "m").exec(told)?.slice(1);
    expect(limitOf("Max data size")).toEqual([`${limits.data}`, `${limits.data}`]);
    expect(limitOf("Max file size")).toEqual([`${limits.file}`, `${limits.file}`]);
    expect(limitOf("Max core file size")).toEqual(["0", "0"]);
    expect(limitOf("Max cpu time")).toEqual([`${limits.cpuS + 5}`, `${limits.cpuS + 10}`]);
    expect(limitOf("Max open files")).toEqual([`${limits.descriptors}`, `${limits.descriptors}`]);
    if (asRoot) expect(limitOf("Max processes")).toEqual([`${limits.threads}`, `${limits.threads}`]);
  });

  test.runIf(process.platform === "linux")(
    "has as many threads as it began with, whatever it asks for",
    async () => {
      await sandboxed.attempt(
        `g.process.env.UV_THREADPOOL_SIZE = "60"; const stats = Array.from({ length: 60 }, () => fs.promises.stat(".")); await Promise.all(stats)`,
      );
      expect(readdirSync(`/proc/${sandboxed.kernel.pid}/task`).length).toBeLessThan(30);
    },
  );

  test("still runs what homework needs", async () => {
    const answer =
      await sandboxed.run(`import got from "got"; import { practiceApi } from "async-lab"; import axios from "axios";
      import vm from "node:vm"; const three = new vm.Script("1 + 2").runInThisContext(); console.log(typeof got, typeof axios, typeof practiceApi, three);`);
    expect(answer).toHaveProperty("returned");
  });
});

describe("two submissions at a time", () => {
  test("see neither each other's folder nor each other's process", async () => {
    await using first = await startSandboxed();
    await using second = await startSandboxed("en", first);
    expect(first.sandbox.folder).not.toBe(second.sandbox.folder);
    if (asRoot) expect(first.sandbox.uid).not.toBe(second.sandbox.uid);
    writeFileSync(join(first.sandbox.folder, "answer.txt"), "mine");
    const look = [
      `return fs.readFileSync(${JSON.stringify(join(first.sandbox.folder, "answer.txt"))}, "utf8")`,
      `return fs.readFileSync("/proc/${first.kernel.pid}/environ", "utf8")`,
      `g.process.kill(${first.kernel.pid}, 0)`,
    ];
    for (const statements of look) expect(await second.attempt(statements)).toMatch(/^refused/);
  });
});

test.each<[string, (folder: string) => void]>([
  ["a file", (folder) => writeFileSync(folder, "x")],
  ["a link", (folder) => symlinkSync(outside, folder)],
  ["nothing", () => undefined],
])("a folder that a submission has replaced by %s is made anew", async (_, replace) => {
  await using sandbox = await openSandbox(7, true);
  const { folder } = sandbox;
  rmSync(folder, { recursive: true });
  replace(folder);
  renewFolder(sandbox);
  expect(readdirSync(folder)).toEqual(["state"]);
  expect(readFileSync(secret, "utf8")).toBe("secret");
});

describe("when a sandbox is given back", () => {
  test("its folder is gone, what was closed against its own user too", async () => {
    const sandbox = await openSandbox(5, true);
    mkdirSync(join(sandbox.folder, "a", "b"), { recursive: true });
    writeFileSync(join(sandbox.folder, "a", "b", "c"), "x");
    chmodSync(join(sandbox.folder, "a", "b"), 0);
    chmodSync(join(sandbox.folder, "a"), 0);
    await sandbox[Symbol.asyncDispose]();
    expect(leftBehind([sandbox.base], [])).toEqual([]);
  });

  test.runIf(asRoot)("whatever runs as its user has ended, also what left its group", async () => {
    const sandbox = await openSandbox(6, false);
    const { uid = -1 } = sandbox;
    const escaped = spawn("/bin/sh", ["-c", "trap '' TERM HUP; sleep 60 & sleep 60"], {
      uid,
      gid: uid,
      detached: true,
      stdio: "ignore",
    });
    await expect.poll(() => processesOf(uid).length).toBeGreaterThan(1);
    const gone = once(escaped, "exit");
    await sandbox[Symbol.asyncDispose]();
    await gone;
    await expect.poll(() => processesOf(uid)).toEqual([]);
  });

  test("a process that is gone already is no mistake", () => {
    expect(() => endProcesses(2 ** 30, undefined)).not.toThrow();
  });
});
