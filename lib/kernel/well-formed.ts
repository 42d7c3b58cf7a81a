/** An escape of a JSON text; the first group is half a pair of surrogates, which `JSON.stringify` escapes and nothing else. */
const escapes = /\\(?:(ud[89a-f][\da-f]{2})|[^])/g;

/**
 * Puts U+FFFD in the place of halves of an emoji, such as `"🇦🇷"[0]`: Python reads such a message, but the notebook
 * cannot be saved any more. In keys too.
 *
 * @param json what `JSON.stringify` made
 */
export function toWellFormedJson(json: string): string {
  return json.includes("\\ud")
    ? json.replace(escapes, (escape, half?: string) => (half === undefined ? escape : "\uFFFD"))
    : json;
}
