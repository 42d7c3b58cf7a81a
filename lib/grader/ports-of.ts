import { readFileSync } from "node:fs";

/**
 * The local ports of a user's TCP connections over IPv4, where the system tells: on Linux.
 *
 * @see https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html
 * @example
 * portsOf(1000)?.has(43_210); // whether that end of a connection is the user's
 */
export function portsOf(uid: number): ReadonlySet<number> | undefined {
  try {
    const [, ...lines] = readFileSync("/proc/net/tcp", "utf8").trim().split("\n");
    const ports = new Set<number>();
    for (const line of lines) {
      const [, local = "", , , , , , owner] = line.trim().split(/\s+/);
      if (Number(owner) === uid) ports.add(Number.parseInt(local.split(":")[1] ?? "", 16));
    }
    return ports;
  } catch {
    return undefined;
  }
}
