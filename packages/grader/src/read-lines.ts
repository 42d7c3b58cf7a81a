import type { Readable } from "node:stream";

/** What to do with what a kernel writes. */
interface LineReader {
  readonly onLine: (line: string) => void;
  /** A line longer than this, in bytes, is thrown away. */
  readonly longest: number;
}

/**
 * Reads lines from a source that may send anything: never keeps more than the longest line allowed.
 *
 * @example readLines(child.stdout, { longest: 1024, onLine: console.log });
 */
export function readLines(stream: Readable, { onLine, longest }: LineReader): void {
  let parts: Buffer[] = [];
  let length = 0;
  const keep = (part: Buffer) => {
    length += part.length;
    if (length <= longest) parts.push(part);
    else parts = [];
  };
  stream.on("data", (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      keep(chunk.subarray(start, end));
      if (length <= longest) onLine(Buffer.concat(parts).toString());
      parts = [];
      length = 0;
      start = end + 1;
    }
    keep(chunk.subarray(start));
  });
}
