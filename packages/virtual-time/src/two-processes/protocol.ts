/** What the host of a virtual clock and its guest tell each other. Plain JSON, by whatever channel there is. */

/** From the host: the time, and the question when all that is due by then is done. */
export interface HostMessage {
  /** The question's number. */
  readonly ask: number;
  /** Virtual time, in ms since the clock began. */
  readonly atMs: number;
  /** What `Date.now()` said when the clock began. */
  readonly epochMs: number;
}

/** One TCP connection of the guest: its own port, the other end's, and the bytes that it has read and written. */
export type GuestConnection = readonly [
  localPort: number,
  remotePort: number,
  bytesRead: number,
  bytesWritten: number,
];

/** From the guest: nothing moves in it any more. It is the guest's word, and proves nothing. */
export interface GuestMessage {
  /** The number of the question that this answers. */
  readonly quiet: number;
  /** When its next timer is due, in ms since the clock began; left out where it has none. */
  readonly nextMs?: number;
  /** Callbacks of `setImmediate` keep coming: it may be computing in pieces. */
  readonly isBusy?: boolean;
  readonly connections: readonly GuestConnection[];
}

/** More connections than this no honest guest has. */
const maxConnections = 2000;

/**
 * Reads what a guest has sent, which may be anything.
 *
 * @returns undefined where it is no message of a guest
 */
export function readGuestMessage(value: unknown): GuestMessage | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { quiet, nextMs, isBusy = false, connections } = value as Record<string, unknown>;
  if (!isCount(quiet) || (nextMs !== undefined && !isCount(nextMs))) return undefined;
  if (!Array.isArray(connections) || connections.length > maxConnections) return undefined;
  if (!connections.every(isConnection)) return undefined;
  return { quiet, connections, isBusy: isBusy === true, ...(nextMs === undefined ? {} : { nextMs }) };
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}

function isConnection(value: unknown): value is GuestConnection {
  return Array.isArray(value) && value.length === 4 && value.every(isCount);
}
