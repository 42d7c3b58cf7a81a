import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";

const runVisibly = new URL("run-visibly.mjs", import.meta.url).href;

/** Starts `node -e program` below a script that does nothing but run it visibly, below a parent of its own. */
async function startBelow(
  program,
  command = (script) => [process.execPath, ["--input-type=module", "-e", script]],
  env = process.env,
) {
  const script = `
    const { runVisibly } = await import(${JSON.stringify(runVisibly)});
    process.exit(await runVisibly([process.execPath, "-e", ${JSON.stringify(program)}]));`;
  const parent = spawn(
    process.execPath,
    [
      "--input-type=module",
      "-e",
      `const { spawn } = await import("node:child_process");
       const child = spawn(...${JSON.stringify(command(script))}, { stdio: "inherit" });
       child.once("exit", (code) => process.exit(code));`,
    ],
    { stdio: ["ignore", "pipe", "inherit"], env },
  );
  const [line] = await once(createInterface({ input: parent.stdout }), "line");
  const pid = Number(line);
  onTestFinished(() => {
    for (const left of [parent.pid, pid]) if (isAlive(left)) process.kill(left, "SIGKILL");
  });
  return { parent, pid };
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("a command ends when the process above was killed outright", async () => {
  const { parent, pid } = await startBelow("console.log(process.pid); setInterval(() => {}, 1000)");
  parent.kill("SIGKILL");
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test.runIf(process.platform !== "win32")("by force, if it ignores SIGTERM", async () => {
  const { parent, pid } = await startBelow(
    "process.on('SIGTERM', () => {}); console.log(process.pid); setInterval(() => {}, 1000)",
  );
  parent.kill("SIGKILL");
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test.runIf(process.platform === "linux")("also when npm was, and its shell is left", async () => {
  const { parent, pid } = await startBelow(
    "console.log(process.pid); setInterval(() => {}, 1000)",
    // Its second command keeps the shell from giving way to the first.
    (script) => ["sh", ["-c", `"$0" --input-type=module -e "$1"; exit $?`, process.execPath, script]],
    { ...process.env, npm_lifecycle_event: "api" },
  );
  parent.kill("SIGKILL");
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test("its exit code is passed on", async () => {
  const { parent } = await startBelow("console.log(process.pid); process.exitCode = 7");
  expect(await once(parent, "exit")).toEqual([7, null]);
});
