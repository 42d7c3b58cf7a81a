import { spawnSync } from "node:child_process";

const NEEDED = ["buildah", "debootstrap", "unshare", "nsenter", "setpriv"];

/** Why the image cannot be built and started here, in one line; `undefined` where it can. */
export function whyNot() {
  if (process.platform !== "linux") return `a container takes Linux, and this is ${process.platform}.`;
  if (process.getuid() !== 0)
    return "it takes root, to build without a container engine and to start with a user of its own.";
  const missing = NEEDED.filter((name) => spawnSync("sh", ["-c", `command -v ${name}`]).status !== 0);
  if (missing.length > 0)
    return `${missing.join(" and ")} not found (on Debian: apt-get install buildah debootstrap).`;
  const tried = spawnSync("unshare", ["--mount", "--pid", "--fork", "--net", "--ipc", "--uts", "true"], {
    encoding: "utf8",
  });
  if (tried.status !== 0) return `this machine allows no name spaces (${tried.stderr.trim()}).`;
  return undefined;
}
