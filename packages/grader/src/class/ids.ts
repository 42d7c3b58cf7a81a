/** `30.123.456`, as people and spreadsheets group digits, and `30123456.0`, as programs write a column of numbers. */
const grouped = /^0*\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*$/;
const withPoint = /^(\d+)\.0$/;

/** How an id is compared: {@link exactId} or {@link normalizeId}. */
export type Spelling = (id: string) => string;

/**
 * Ids are the same whatever their capitals, whichever way an accent was typed, however their digits are grouped, and
 * with invisible signs. Within a list of a class this tells people apart.
 *
 * @example exactId(" 030.123.456 ") // "030123456"
 */
export function exactId(id: string): string {
  const plain = id
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .trim()
    .toLowerCase();
  return grouped.test(plain) ? plain.replace(/\D/g, "") : plain.replace(withPoint, "$1");
}

/**
 * As {@link exactId}; and ids of digits are the same whatever zeros they begin with, which spreadsheets drop, and wherever
 * spaces stand.
 *
 * @example normalizeId("030.123.456") // "30123456"
 */
export function normalizeId(id: string): string {
  const exact = exactId(id);
  return /^\d[\d ]*$/.test(exact) ? exact.replace(/ /g, "").replace(/^0+(?=\d)/, "") : exact;
}

/**
 * The only one whose id is meant: spelled exactly so, else in another way, unless that would be several people's.
 *
 * @param isMeant whether the id of one is meant, spelled like this
 */
export function findById<One>(
  all: readonly One[],
  isMeant: (one: One, spelling: Spelling) => boolean,
): One | undefined {
  for (const spelling of [exactId, normalizeId]) {
    const [one, ...others] = all.filter((each) => isMeant(each, spelling));
    if (one) return others.length === 0 ? one : undefined;
  }
  return undefined;
}
