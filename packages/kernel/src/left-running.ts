/** Tells a learner what goes on after a cell has ended: a timer that was never cleared, a server nobody closed. */
import { ChildProcess } from "node:child_process";
import { Server, Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { classNameOf, isInstance, peek } from "@async-lab/notebook";
import { messages } from "./messages/index.js";

/** What Node calls its resources, and what this course calls them. */
const kinds = {
  Timeout: "timer",
  TCPServerWrap: "server",
  TCPSocketWrap: "socket",
  ProcessWrap: "process",
} as const;

type Kind = (typeof kinds)[keyof typeof kinds];
type Counts = Readonly<Record<Kind, number>>;

/** What runs at a moment, and how much of it a variable of the notebook holds. */
export interface Snapshot {
  readonly active: Counts;
  readonly kept: Counts;
}

/** @param variables the values of the notebook's variables: what one of them holds was left running on purpose */
export function takeSnapshot(variables: readonly unknown[]): Snapshot {
  const active = noCounts();
  for (const resource of process.getActiveResourcesInfo()) {
    const kind = (kinds as Partial<Record<string, Kind>>)[resource];
    if (kind) active[kind] += 1;
  }
  const kept = noCounts();
  for (const value of variables) {
    const kind = kindOf(value);
    if (kind) kept[kind] += 1;
  }
  return { active, kept };
}

/**
 * Says which and how many resources a cell left running, or nothing.
 *
 * @param source the cell; one that says `void` has left them on purpose
 * @param stopped whether code of the cell goes on, where it was stopped
 */
export function describeLeft(
  before: Snapshot,
  after: Snapshot,
  source: string,
  stopped?: { readonly goesOn: boolean },
): string | undefined {
  if (/^\s*void\s/m.test(source) && !stopped) return undefined;
  const left = Object.values(kinds).flatMap((kind) => {
    // Those that have just been cut off, or that a client keeps for its next request.
    if (kind === "socket" && stopped) return [];
    // A server in the same process holds the other ends of its clients' idle connections.
    if (kind === "socket" && after.active.server > 0) return [];
    const count = after.active[kind] - before.active[kind] - (after.kept[kind] - before.kept[kind]);
    return count > 0 ? [messages().resources[kind](count)] : [];
  });
  if (stopped?.goesOn) left.push(messages().ownCode);
  return left.length > 0 ? messages().stillRunning(left.join(", ")) : undefined;
}

function noCounts(): Record<Kind, number> {
  return { timer: 0, server: 0, socket: 0, process: 0 };
}

/** Learners' values are looked at without running their code: a getter may throw, print or count. */
function kindOf(value: unknown): Kind | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (isInstance(value, Server)) return "server";
  if (isInstance(value, Socket)) return "socket";
  if (isInstance(value, ChildProcess) || isInstance(value, Worker)) return "process";
  if (timerMs(value) !== undefined) return "timer";
  // A web framework's application holds its server.
  return isInstance(peek(value, "server"), Server) ? "server" : undefined;
}

/**
 * For how many ms a timer waits, as `setTimeout` and `setInterval` return it; `undefined` for anything else. Node
 * exports no class to compare with.
 */
export function timerMs(value: unknown): number | undefined {
  const ms = classNameOf(value) === "Timeout" ? peek(value, "_idleTimeout") : undefined;
  return typeof ms === "number" ? ms : undefined;
}
