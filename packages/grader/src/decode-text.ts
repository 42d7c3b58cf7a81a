/**
 * Reads the bytes of a text that somebody else's program wrote: UTF-8, UTF-16 with or without a byte order mark, or
 * Windows-1252, as older programs write it. Never fails.
 *
 * @returns the text, without a byte order mark
 * @example decodeText(await readFile("class.csv"))
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  // Tables and notebooks begin with a character of ASCII, which is one byte in UTF-8.
  if (first !== undefined && first > 0 && second === 0) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0 && second !== undefined && second > 0) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
