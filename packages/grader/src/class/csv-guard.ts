/**
 * What keeps a spreadsheet from running a cell. Its locale decides at which sign it splits a file, and it pays quotes no
 * heed that do not begin what it takes for a cell: so in a file with commas, `x;=1+1` is a formula where the list
 * separator is a semicolon. A text is therefore guarded wherever one of them could begin a cell in it.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */

/** The list separators of all locales, and what ends a row. */
const separators = String.raw`,;|\t\r\n،؛，；`;
/** What is skipped before a formula, and does not keep it from being one. */
const skipped = String.raw`[\s"'“”‘’\p{Cf}]*`;
/** What begins a formula, also as a wide or a small letter. */
const signs = String.raw`=+\-@%|＝＋－＠％｜﹦﹢﹣﹫`;
const places = (mark: string) =>
  new RegExp(
    String.raw`^${mark}(?=${skipped}[${signs}\t\r\n])|(?<=[${separators}])${mark}(?=${skipped}[${signs}])`,
    "gu",
  );
const unguarded = places("");
const guarded = places("'");

/**
 * Puts an apostrophe wherever a formula could begin.
 *
 * @example guardText("x;=1+1") // "x;'=1+1"
 */
export function guardText(text: string): string {
  return text.replace(unguarded, "'");
}

/** The text as it was before {@link guardText}; a text that was not guarded loses only apostrophes in those places. */
export function unguardText(text: string): string {
  return text.replace(guarded, "");
}
