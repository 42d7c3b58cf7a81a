/**
 * A query in the practice API's spelling, without what is left out.
 *
 * @example toQuery({ limit: 10, retryAfter: "date", delay: undefined }) // "?limit=10&retry_after=date"
 */
export function toQuery(options: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) {
    const spelling = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (value !== undefined) query.set(spelling, typeof value === "number" ? spellNumber(value) : value);
  }
  return query.size > 0 ? `?${query.toString()}` : "";
}

/**
 * A number as the practice API reads it, without an exponent.
 *
 * @example spellNumber(1e-7) // "0.00000010000000000000"
 */
export function spellNumber(value: number): string {
  const text = String(value);
  return text.includes("e-") ? value.toFixed(20) : text;
}
