import { stripVTControlCharacters } from "node:util";

// Control characters, and those that turn the direction of what follows: on a terminal or a page they could make a
// name look like another one, or like our own words. https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
const unseen = /(?![\n\t])[\p{Cc}\p{Cs}\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu;

/** Untrusted text, with its lines, but without invisible characters. */
export function cleanText(text: string): string {
  return stripVTControlCharacters(text).replace(/\r\n?/g, "\n").replace(unseen, "\uFFFD");
}

/** Takes names out of a text, where a class is anonymous. */
export type Hide = (text: string) => string;

/** A value of JSON, or nothing where the text is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Untrusted text on one line, cut off when long: for a terminal, a table or a file's list.
 *
 * @param max how many characters
 * @example cleanLine("Ana\u001b[31m\nGarcía") // "Ana García"
 */
export function cleanLine(text: string, max = 120): string {
  const line = cleanText(text).replace(/\s+/g, " ").trim();
  const characters = Array.from(line);
  return characters.length > max ? `${characters.slice(0, max - 1).join("")}…` : line;
}

/**
 * Reads the bytes of a text that any program may have written: UTF-8, UTF-16 with or without a byte order mark, or
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
