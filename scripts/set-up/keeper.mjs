// Runs one command of the set-up, with a pipe from the set-up as standard input. When that closes, the set-up was
// killed outright: the command and all that it started must not go on writing beside the next one.
import { spawn } from "node:child_process";
import { killBelow } from "./kill-tree.mjs";

// The set-up's signals reach the command too, which is in this process's group: it may end in its own way.
for (const name of ["SIGINT", "SIGHUP", "SIGTERM"]) process.on(name, () => {});

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"], windowsHide: true });
child.once("error", (error) => {
  console.error(error.message);
  process.exit(127);
});
child.once("exit", (code) => process.exit(code ?? 1));
process.stdin.once("close", () => killBelow(process.pid)).resume();
