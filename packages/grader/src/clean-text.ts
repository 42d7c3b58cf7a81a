import { stripVTControlCharacters } from "node:util";

// Control characters, and those that turn the direction of what follows: on a terminal or a page they could make a
// name look like another one, or like our own words. https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
const unseen = /(?![\n\t])[\p{Cc}\p{Cs}\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu;

/** Text of strangers, with its lines, but without characters that nobody sees. */
export function cleanText(text: string): string {
  return stripVTControlCharacters(text).replace(/\r\n?/g, "\n").replace(unseen, "\uFFFD");
}

/**
 * Text of strangers on one line, cut off when long: for a terminal, a table or a file's list.
 *
 * @param most how many characters
 * @example cleanLine("Ana\u001b[31m\nGarcía") // "Ana García"
 */
export function cleanLine(text: string, most = 120): string {
  const line = cleanText(text).replace(/\s+/g, " ").trim();
  const characters = Array.from(line);
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : line;
}
