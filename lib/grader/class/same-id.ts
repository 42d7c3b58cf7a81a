/** `30.123.456`, as people and spreadsheets group digits; a number that happens to have a point in it has no such groups. */
const grouped = /^\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*$/;

/** Ids are the same whatever their capitals, whichever way an accent was typed, and however their digits are grouped. */
export function sameId(id: string): string {
  const plain = id.normalize("NFKC").trim().toLowerCase();
  return grouped.test(plain) ? plain.replace(/\D/g, "") : plain;
}
