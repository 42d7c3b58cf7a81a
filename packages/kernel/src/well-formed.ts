/** An escape of a JSON text, or a whole pair of surrogates; the first group is half a pair. */
const escapes = /\\(?:ud[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}|(ud[89a-f][\da-f]{2})|[^])/gi;

/**
 * Puts U+FFFD in the place of halves of an emoji, such as `"🇦🇷"[0]`: Python reads such a message, but the notebook
 * cannot be saved any more. In keys too.
 *
 * @param json of `JSON.stringify`, which escapes halves alone, or of a client that escapes whole pairs, too
 */
export function toWellFormedJson(json: string): string {
  return json.includes("\\ud") || json.includes("\\uD")
    ? json.replace(escapes, (escape, half?: string) => (half === undefined ? escape : "\uFFFD"))
    : json;
}
