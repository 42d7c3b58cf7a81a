/** Where a URL leads to. */
export interface UrlOptions {
  /** The server's HTTP/2 port, with TLS: the client must be given `certificateAuthority`. */
  readonly http2?: boolean;
}

/** What a country's page does; see the practice API's `/docs`. */
export interface CountryOptions {
  /** How long the server takes for an answer, in seconds. */
  readonly delay?: number;
  /** The part of the attempts that is answered with status 503, from 0 to 1. */
  readonly failureRate?: number;
  /** Draws which attempts those are: the same ones for the same seed. */
  readonly seed?: number;
}

/** What `/flaky` does; see the practice API's `/docs`. */
export interface FlakyOptions {
  /** How many attempts at a page fail before one succeeds; 1 if left out. */
  readonly fails?: number;
  /** Instead of `fails`: draws 0 to 3 failing attempts for each page, the same ones for the same seed. */
  readonly seed?: number;
  /** Of the failing attempts; 503 if left out. */
  readonly status?: number;
  /** How long the server takes for an answer, in seconds. */
  readonly delay?: number;
  /** The `Retry-After` of the failing attempts, in whole seconds; none if left out. */
  readonly retryAfter?: number;
  /** The form of that header; `seconds` if left out. */
  readonly retryAfterForm?: "seconds" | "date";
}

/** What `/limited` does; see the practice API's `/docs`. */
export interface LimitedOptions {
  /** Answers in any `window`; 10 if left out. */
  readonly limit?: number;
  /** In seconds; 1 if left out. */
  readonly window?: number;
  /** The form of the header `Retry-After`; `seconds` if left out. */
  readonly retryAfter?: "seconds" | "date";
  /** Refusals without a pause until the run is banned; 20 if left out, 0 for never. */
  readonly strikes?: number;
  /** How long a ban lasts, in seconds, 3600 at most; 2 if left out. */
  readonly ban?: number;
  /** How long the server takes for an answer, in seconds. */
  readonly delay?: number;
}

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
