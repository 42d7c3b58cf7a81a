import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** Why the browser test was skipped, and what to do about it. */
export const howToGetOne =
  "no Chromium found: install one (on Debian: apt-get install chromium) or name it in ASYNC_LAB_CHROMIUM";

/** A Chromium of this machine: the one `ASYNC_LAB_CHROMIUM` names, else the first on PATH or in its usual place. */
export function findBrowser(): string | undefined {
  const { ASYNC_LAB_CHROMIUM, PATH = "" } = process.env;
  if (ASYNC_LAB_CHROMIUM) return ASYNC_LAB_CHROMIUM;
  const onPath = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...PLACES].find((path) => existsSync(path));
}
