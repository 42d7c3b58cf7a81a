import { connect, createServer } from "node:net";
import { UserError } from "../set-up/failure.mjs";
import { words } from "../words/index.mjs";

const TRIES = 100;

/**
 * Finds a port of 127.0.0.1 that nobody listens on.
 *
 * @param first where to begin
 * @param onUsed called with each port that is in use
 * @returns `first`, or the next free one
 */
export async function findFreePort(first, onUsed = () => {}) {
  for (let port = first; port < first + TRIES && port <= 65535; port++) {
    const problem = await whyNot(port);
    if (problem === undefined) return port;
    if (problem === "EACCES") throw new UserError(words().start.portNeedsRights(port));
    onUsed(port);
  }
  throw new UserError(words().start.portsUsed(first, Math.min(first + TRIES - 1, 65535)));
}

async function whyNot(port) {
  // Binding alone is not enough: on macOS and Windows it succeeds beside a server on all interfaces.
  if (await answers(port)) return "EADDRINUSE";
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(error.code));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(500, () => end(false));
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}
