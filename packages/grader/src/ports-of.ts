import { readFileSync } from "node:fs";

/** An IPv4 address is listed among those of IPv6 for a socket that was opened for both: `::ffff:127.0.0.1`. */
const tables = ["/proc/net/tcp", "/proc/net/tcp6"];

/**
 * The local ports of a user's TCP connections, where the system lists them: on Linux.
 *
 * @see https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html
 * @example
 * portsOf(1000)?.has(43_210); // whether that end of a connection is the user's
 */
export function portsOf(uid: number): ReadonlySet<number> | undefined {
  const texts = tables.flatMap((table) => readTable(table) ?? []);
  if (texts.length === 0) return undefined;
  const ports = new Set<number>();
  for (const text of texts) {
    const [, ...lines] = text.trim().split("\n");
    for (const line of lines) {
      const [, local = "", , , , , , owner] = line.trim().split(/\s+/);
      if (Number(owner) === uid) ports.add(Number.parseInt(local.split(":").at(-1) ?? "", 16));
    }
  }
  return ports;
}

/** @returns `undefined` where there is none: a system without IPv6, or without `/proc` */
function readTable(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
