// Runs in the container, on the image's own Node: `node --input-type=module - NOTEBOOK < run-lesson.mjs` runs every
// code cell of a notebook through the running JupyterLab, as a browser does, and says what came of it, as JSON.
/* global WebSocket */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const { ASYNC_LAB_STATE, HOME } = process.env;
const [path, last] = process.argv.slice(2);
const runtime = join(ASYNC_LAB_STATE, "jupyter", "runtime");
const file = readdirSync(runtime).find((name) => /^jpserver-\d+\.json$/.test(name));
const { port, token } = JSON.parse(readFileSync(join(runtime, file), "utf8"));
const headers = { Authorization: `token ${token}`, "Content-Type": "application/json" };

const session = await (
  await fetch(`http://127.0.0.1:${port}/api/sessions`, {
    method: "POST",
    headers,
    body: JSON.stringify({ path, name: path, type: "notebook", kernel: { name: "tslab" } }),
  })
).json();
const socket = new WebSocket(
  `ws://127.0.0.1:${port}/api/kernels/${session.kernel.id}/channels?token=${token}`,
);
const replies = new Map();
socket.addEventListener("message", ({ data }) => {
  const { msg_type: type, parent_header: request, content } = JSON.parse(data);
  if (type === "execute_reply") replies.get(request.msg_id)?.(content);
});
await once(socket, "open");

function execute(code) {
  const id = randomUUID();
  const header = {
    msg_id: id,
    msg_type: "execute_request",
    username: "",
    session: id,
    date: "",
    version: "5.3",
  };
  const content = { code, silent: false, store_history: true, user_expressions: {}, allow_stdin: false };
  const replied = new Promise((resolve) => replies.set(id, resolve));
  socket.send(JSON.stringify({ header, parent_header: {}, metadata: {}, channel: "shell", content }));
  return replied;
}

const { cells } = JSON.parse(readFileSync(join(HOME, "work", path), "utf8"));
const code = cells.filter(({ cell_type: type }) => type === "code");
const failed = [];
for (const { source, metadata } of code) {
  const reply = await execute([source].flat().join(""));
  if (reply.status !== "ok" && !metadata.tags?.includes("raises-exception"))
    failed.push(`${reply.ename}: ${reply.evalue}`);
}
console.log(JSON.stringify({ cells: code.length, failed }));
// A cell that keeps the kernel busy for ever, for the check of the shutdown.
if (last) await Promise.race([execute(last), new Promise((resolve) => setTimeout(resolve, 500))]);
process.exit(0);
