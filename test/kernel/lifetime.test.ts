import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { courseFolder } from "async-lab/course";
import { Kernel, resultOf } from "./kernel.js";

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // Where its parent has not asked for it yet, a process that has ended is still listed, as a zombie.
  const status = `/proc/${pid}/stat`;
  return !(existsSync(status) && readFileSync(status, "utf8").includes(") Z "));
}

/** Resolves when a process is gone; a test whose kernel stays runs out of time here. */
async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(20);
}

describe("no kernel is left behind", () => {
  test("after a shutdown, whose `restart` is echoed, and a progress bar tells last that it was stopped", async () => {
    await using kernel = await Kernel.start();
    await kernel.begin(
      'import { record } from "async-lab"; import { display } from "tslab";\n' +
        'await record("x", () => { display.text("running"); return new Promise(() => 0); }, { total: 4 });',
      "running",
    );
    const reply = await kernel.request("shutdown_request", { restart: true }, true);
    expect(reply).toMatchObject({ status: "ok", restart: true });
    const last = (await kernel.later("stopped: ")).at(-1);
    expect(last?.content.data?.["text/plain"]).toBe("stopped: done 0 of 4");
    await untilGone(kernel.pid);
    await kernel.killDriver();
  });

  test("after a shutdown that finds it blocked once it has answered", async () => {
    await using kernel = await Kernel.start();
    await kernel.execute('process.on("exit", () => { for (;;) {} });');
    expect((await kernel.request("shutdown_request", { restart: false }, true)).status).toBe("ok");
    await untilGone(kernel.pid);
    await kernel.killDriver();
  });

  test.each([
    ["idle", 'display.text("running");'],
    ["blocked by a loop", 'display.text("running"); for (;;) {}'],
  ])("after its server was killed while it was %s", async (_name, code) => {
    await using kernel = await Kernel.start();
    await kernel.begin(`import { display } from "tslab"; ${code}`, "running");
    await kernel.killDriver();
    await untilGone(kernel.pid);
  });

  test.runIf(process.platform === "linux")(
    "nor are its child processes, even where it was killed",
    async () => {
      await using kernel = await Kernel.start();
      const shown = await kernel.begin(
        'import { execSync, spawn } from "node:child_process"; import { Worker } from "node:worker_threads";\n' +
          'import { once } from "node:events"; import { display } from "tslab";\n' +
          'const child = spawn("sh", ["-c", "sleep 300 & echo $!; wait"]);\n' +
          'const detached = spawn("sleep", ["300"], { detached: true }); detached.unref();\n' +
          'const orphan = spawn("sh", ["-c", "setsid sleep 300 > /dev/null & echo $!"]);\n' +
          "const [grandchild, left] = await Promise.all([child, orphan].map(({ stdout }) => once(stdout, 'data')));\n" +
          "const pids = [child.pid, detached.pid, Number(grandchild), Number(left)];\n" +
          'display.text(`pids ${pids.join(" ")} running`);\nexecSync("sleep 300");',
        "running",
      );
      const pids = /pids ([\d ]+) running/.exec(JSON.stringify(shown))?.[1]?.split(" ").map(Number) ?? [];
      expect(pids.filter(isAlive)).toHaveLength(4);
      process.kill(kernel.pid, "SIGKILL");
      await Promise.all(pids.map(untilGone));
      await kernel.killDriver();
    },
  );
});

test("a stack overflow is an error as any other", async () => {
  const kernel = await Kernel.start();
  try {
    const { reply } = await kernel.execute("function dig(): number { return dig() + 1; }\ndig();");
    expect(reply).toMatchObject({ status: "error", ename: "RangeError" });
    expect(resultOf(await kernel.execute("1 + 1"))).toBe("2");
  } finally {
    await kernel[Symbol.asyncDispose]();
  }
});

test.each([
  [[], "usage"],
  [["/no/such/file.json"], "/no/such/file.json"],
])("started with %j it says what is wrong in one line", async (args, words) => {
  const main = join(courseFolder(), "packages", "kernel", "dist", "main.js");
  const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "ignore", "pipe"] });
  let text = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  const [code] = (await once(child, "close")) as [number];
  expect(code).toBe(2);
  expect(text.trimEnd().split("\n")).toHaveLength(1);
  expect(text).toContain(words);
});
