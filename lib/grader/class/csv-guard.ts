/**
 * What keeps a spreadsheet from running a cell. Its locale decides at which sign it splits a file, and it pays quotes no
 * heed that do not begin what it takes for a cell: so in a file with commas, `x;=1+1` is a formula where the list
 * separator is a semicolon. A text is therefore guarded wherever one of them could begin a cell in it.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */

/** The list separators of all locales, and what ends a row. */
const separators = String.raw`,;|\t\r\n،؛，；`;
/** What begins a formula, also as a wide letter; nothing that is skipped before it keeps it from doing so. */
const formula = String.raw`[\s"'“”‘’\p{Cf}]*[=+\-@%|＝＋－＠％｜﹦﹢﹣﹫]`;
const cellBegins = String.raw`^(?=[\t\r\n]|${formula})|(?<=[${separators}])(?=${formula})`;
const unguarded = new RegExp(cellBegins, "gu");
const guarded = new RegExp(String.raw`(^|(?<=[${separators}]))'(?=${formula})|^'(?=[\t\r\n])`, "gu");

/**
 * Puts an apostrophe wherever a formula could begin.
 *
 * @example guardText("x;=1+1") // "x;'=1+1"
 */
export function guardText(text: string): string {
  return text.replace(unguarded, "'");
}

/** The text as it was before {@link guardText}; a text of somebody else loses only apostrophes that guard as well. */
export function unguardText(text: string): string {
  return text.replace(guarded, "");
}
