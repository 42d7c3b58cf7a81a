import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/**
 * Of the ports that connections come from, those of this process: a program that tries all ports of the machine, for
 * instance, is nothing that an answer has left open. Where the system has no /proc to tell, all of them.
 *
 * @param ports of the other end, as a server in this process sees them
 * @example const left = selectOwnPorts(host.peerPorts).length;
 */
export function selectOwnPorts(ports: readonly number[]): readonly number[] {
  if (ports.length === 0) return ports;
  try {
    const own = listOwnPorts();
    return ports.filter((port) => own.has(port));
  } catch {
    return ports;
  }
}

/** Local ports of this process's sockets, by https://docs.kernel.org/networking/proc_net_tcp.html. */
function listOwnPorts(): ReadonlySet<number> {
  const inodes = new Set(
    readdirSync("/proc/self/fd").flatMap((file) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${file}`))?.[1] ?? [];
      } catch {
        // Closed by now, as the folder's own descriptor is.
        return [];
      }
    }),
  );
  const ports = new Set<number>();
  for (const table of ["/proc/self/net/tcp", "/proc/self/net/tcp6"]) {
    for (const line of readFileSync(table, "utf8").split("\n").slice(1)) {
      const fields = line.trim().split(/\s+/);
      if (inodes.has(fields[9] ?? "")) ports.add(Number.parseInt(fields[1]?.split(":")[1] ?? "", 16));
    }
  }
  return ports;
}
