import { createHash } from "node:crypto";

/**
 * Ids from what a cell holds: a changed or moved lesson leaves the ids of its other cells alone.
 *
 * @returns what gives the next cell's id, from its type and text
 */
export function createIds() {
  const times = new Map();
  return (type, source) => {
    const hash = createHash("sha256").update(`${type}\n${source}`).digest("hex").slice(0, 8);
    const before = times.get(hash) ?? 0;
    times.set(hash, before + 1);
    return before === 0 ? hash : `${hash}-${String(before + 1)}`;
  };
}
