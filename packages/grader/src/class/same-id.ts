/** `30.123.456`, as people and spreadsheets group digits, and `30123456.0`, as programs write a column of numbers. */
const grouped = /^\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*$/;
const withPoint = /^(\d+)\.0$/;

/**
 * Ids are the same whatever their capitals, whichever way an accent was typed, however their digits are grouped, and
 * with signs that nobody sees.
 *
 * @example sameId(" 30.123.456 ") // "30123456"
 */
export function sameId(id: string): string {
  const plain = id
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .trim()
    .toLowerCase();
  return grouped.test(plain) ? plain.replace(/\D/g, "") : plain.replace(withPoint, "$1");
}
