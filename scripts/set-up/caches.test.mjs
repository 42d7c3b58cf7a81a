import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { cacheVariables } from "./caches.mjs";

function create() {
  const home = mkdtempSync(join(tmpdir(), "async-lab-home-"));
  onTestFinished(() => rmSync(home, { recursive: true }));
  return home;
}

test("the caches stay where they are in a home that can be written", () => {
  expect(cacheVariables({ HOME: create(), LOCALAPPDATA: create() })).toEqual({});
});

test("a home that cannot be written, or is none, gets them into the course's folder", () => {
  const file = join(create(), "file");
  writeFileSync(file, "");
  for (const HOME of [file, join(file, "below")])
    expect(cacheVariables({ HOME, LOCALAPPDATA: HOME }, "/caches")).toEqual({
      PIP_CACHE_DIR: join("/caches", "pip"),
      UV_CACHE_DIR: join("/caches", "uv"),
      npm_config_cache: join("/caches", "npm"),
    });
});

test("a place that somebody chose is theirs to keep, in whatever case", () => {
  const HOME = join(create(), "file");
  writeFileSync(HOME, "");
  const chosen = { UV_CACHE_DIR: "/elsewhere", NPM_CONFIG_CACHE: "/elsewhere" };
  expect(Object.keys(cacheVariables({ HOME, LOCALAPPDATA: HOME, ...chosen }))).toEqual(["PIP_CACHE_DIR"]);
});
