/**
 * A query in the practice API's spelling, without what is left out.
 *
 * @example toQuery({ limit: 10, retryAfter: "date", delay: undefined }) // "?limit=10&retry_after=date"
 */
export function toQuery(options: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) {
    const spelling = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (value !== undefined) query.set(spelling, String(value));
  }
  return query.size > 0 ? `?${query.toString()}` : "";
}
