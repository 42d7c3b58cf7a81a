import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findPython } from "./find-python.mjs";

describe.skipIf(process.platform === "win32")("findPython", () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "async-lab-pythons-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A command that answers as a Python of this version would. */
  function fake(name, version, canMakeVenv = true) {
    const answer = JSON.stringify([join(folder, name), version, canMakeVenv]);
    writeFileSync(join(folder, name), `#!/bin/sh\necho '${answer}'\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const find = () => findPython({ PATH: folder });

  test("says what to install where there is no Python", () => {
    expect(find).toThrow(
      /^async-lab needs Python 3\.11 or newer, and found none on PATH: install it from [^\n]+$/,
    );
  });

  test("says which one is too old", () => {
    fake("python3", [3, 10, 13]);
    expect(find).toThrow(
      /^async-lab needs Python 3\.11 or newer, and \S+\/python3 is 3\.10\.13: install [^\n]+$/,
    );
  });

  test("names Debian's package where Python cannot make virtual environments", () => {
    fake("python3", [3, 11, 2], false);
    expect(find).toThrow(
      /^\S+python3 cannot make virtual environments: [^\n]*python3-venv, or python3\.11-venv[^\n]*$/,
    );
  });

  test("passes by one that is too old, and one that is no Python", () => {
    fake("python3", [3, 9, 1]);
    writeFileSync(join(folder, "python"), "#!/bin/sh\necho 'Python was not found'\nexit 9\n", {
      mode: 0o755,
    });
    fake("python3.13", [3, 13, 0]);
    expect(find()).toEqual({ path: join(folder, "python3.13"), version: "3.13.0" });
  });

  test("finds the one of this machine", () => {
    const { path } = findPython();
    expect(execFileSync(path, ["--version"], { encoding: "utf8" })).toMatch(/^Python 3\.1[1-9]/);
  });
});
