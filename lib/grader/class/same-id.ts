/** Ids are the same whatever their capitals, and whichever way an accent was typed. */
export function sameId(id: string): string {
  return id.normalize("NFKC").trim().toLowerCase();
}
