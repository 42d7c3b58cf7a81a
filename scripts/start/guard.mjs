// Runs on the pinned Node, beside `npm start`, with a pipe from it as standard input. While that is open it
// holds a lease of the practice API. When it closes it ends; and if `start` was killed outright, without
// time to clean up, it first ends what `start` left behind.
import { createInterface } from "node:readline";
import { stateFolder } from "../set-up/paths.mjs";

// Ctrl-C and a closed terminal are for `start` to answer: it closes the pipe when it is done.
for (const name of ["SIGINT", "SIGHUP", "SIGTERM"]) process.on(name, () => {});

const leftBehind = new Set();
const orders = createInterface({ input: process.stdin });
orders.on("line", (line) => {
  const [order, pid] = line.split(" ");
  if (order === "watch") leftBehind.add(Number(pid));
  if (order === "forget") leftBehind.delete(Number(pid));
});
orders.on("close", () => {
  for (const pid of leftBehind) {
    try {
      process.kill(pid, "SIGTERM");
    } catch {
      // It ended already.
    }
  }
  process.exit(0);
});

try {
  const { practiceApi } = await import("@async-lab/practice-api");
  const api = await practiceApi({ stateFolder, own: true });
  console.log(JSON.stringify({ address: new URL("/", api.url("")).href }));
} catch (error) {
  console.log(JSON.stringify({ problem: error.message.split("\n")[0] }));
}
