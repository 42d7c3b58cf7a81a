import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runLogged } from "./command.mjs";
import { Interrupted, UserError } from "./failure.mjs";
import { setUp } from "./index.mjs";
import { isInstalled } from "./npm-packages.mjs";
import { createProgress } from "./progress.mjs";
import { readIfThere, writeWhole } from "./stamp.mjs";

let folder, printed, progress;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "async-lab-set-up-"));
  printed = "";
  progress = createProgress({ write: (text) => (printed += text) });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A step that runs `code` in a process of its own and is done once that ended well. */
function step(name, code, input = "1") {
  const stamp = join(folder, `${name}.stamp`);
  const read = () => (typeof input === "function" ? input() : input);
  return {
    name,
    isDone: () => readIfThere(stamp) === read(),
    async run(options) {
      await runLogged(process.execPath, ["-e", code], { ...options, what: `${name}'s command` });
      writeWhole(stamp, read());
    },
  };
}
const note = (word) => `require("fs").appendFileSync(${JSON.stringify(join(folder, "notes"))}, "${word} ")`;
const notes = () => readIfThere(join(folder, "notes")) ?? "";
const run = (steps, signal = new AbortController().signal) => setUp({ steps, progress, folder, signal });

describe("setUp", () => {
  test("runs each step once, in order, and tells its seconds", async () => {
    const steps = [step("a", note("a")), step("b", note("b"))];
    await run(steps);
    await run(steps);
    expect(notes()).toBe("a b ");
    expect(printed).toMatch(/^ {2}\+ a +\d+\.\d s\n {2}\+ b +\d+\.\d s\n$/);
  });

  test("takes an interrupted step up again, and leaves no process behind", async () => {
    const controller = new AbortController();
    const pidFile = join(folder, "pid");
    const hangs = `require("fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000)`;
    const first = run([step("a", note("a")), step("b", hangs)], controller.signal);
    await expect.poll(() => readIfThere(pidFile)).toBeTruthy();
    controller.abort("SIGINT");
    await expect(first).rejects.toThrow(Interrupted);
    expect(() => process.kill(Number(readFileSync(pidFile, "utf8")), 0)).toThrow("ESRCH");

    await run([step("a", note("a again")), step("b", note("b"))]);
    expect(notes()).toBe("a b ");
  });

  test("killed outright, it leaves no command behind that writes beside the next one", async () => {
    const pidFile = join(folder, "pid");
    // Below the command there is another one, as below npm.
    const below = `require("fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000)`;
    const hangs = `require("child_process").spawnSync(process.execPath, ["-e", ${JSON.stringify(below)}])`;
    const killed = spawn(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `import { runLogged } from ${JSON.stringify(new URL("command.mjs", import.meta.url).href)};
         const options = { log: ${JSON.stringify(join(folder, "logs", "a.log"))}, signal: new AbortController().signal };
         await runLogged(process.execPath, ["-e", ${JSON.stringify(hangs)}], options);`,
      ],
      { stdio: ["ignore", "inherit", "inherit"] },
    );
    await expect.poll(() => readIfThere(pidFile)).toBeTruthy();
    killed.kill("SIGKILL");
    await once(killed, "exit");

    const looks = `try { process.kill(${readFileSync(pidFile, "utf8")}, 0); ${note("alive")} } catch { ${note("gone")} }`;
    await run([step("a", looks)]);
    expect(notes()).toBe("gone ");
  });

  test("redoes a step whose input changed", async () => {
    const lock = join(folder, "lock");
    writeFileSync(lock, "1");
    const steps = [step("a", note("a"), () => readFileSync(lock, "utf8"))];
    await run(steps);
    writeFileSync(lock, "2");
    await run(steps);
    expect(notes()).toBe("a a ");
  });

  test.each([
    ["getaddrinfo ENOTFOUND registry.example", "no connection to the package registry; check the network"],
    ["write failed: No space left on device", "the disk is full"],
    ["ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "a download does not match its hash"],
    ["a warning\nerror TS2304: Cannot find name", "error TS2304: Cannot find name"],
  ])("a step that fails with %j is one line: step, cause, log", async (said, cause) => {
    const code = `console.error(${JSON.stringify(said)}); process.exit(1)`;
    const error = await run([step("packages", code)]).catch((reason) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toContain(`Set-up stopped at "packages": packages's command failed: ${cause}`);
    expect(error.message).toContain(join(folder, "logs", "packages.log"));
    expect(error.message).not.toContain("\n");
    expect(printed).toMatch(/x packages .* failed\n$/);
  });

  test("two at once: the second waits, and finds nothing left to do", async () => {
    const slow = `setTimeout(() => { ${note("a")} }, 300)`;
    await Promise.all([run([step("a", slow)]), run([step("a", slow)])]);
    expect(notes()).toBe("a ");
    expect(printed).toContain("Another set-up of this folder is running");
  });
});

describe("isInstalled", () => {
  const a = { version: "1.0.0", integrity: "sha512-a" };
  const lock = {
    packages: { "": {}, "node_modules/a": a, "node_modules/other-system": { ...a, optional: true } },
  };
  test.each([
    ["all that this system needs", { "node_modules/a": a }, true],
    ["nothing", {}, false],
    ["another version", { "node_modules/a": { ...a, version: "0.9.0" } }, false],
    ["one that the lock no longer has", { "node_modules/a": a, "node_modules/b": a }, false],
  ])("%s: %s", (_, packages, expected) => {
    expect(isInstalled(lock, { packages })).toBe(expected);
  });
});
