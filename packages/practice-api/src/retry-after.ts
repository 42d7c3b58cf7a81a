/** The two forms that RFC 9110 allows for `Retry-After`. */
export type RetryAfterForm = "seconds" | "date";

/** JSON schema of a query's form of `Retry-After`. */
export const retryAfterFormSchema = {
  type: "string",
  enum: ["seconds", "date"],
  default: "seconds",
  description: '"seconds" or "date"',
} as const;

/**
 * The value of a `Retry-After` header: whole seconds, at least 1, or a date; never earlier than `seconds` from now.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 * @example retryAfter(0.4, "seconds") // "1"
 */
export function retryAfter(seconds: number, form: RetryAfterForm): string {
  if (form === "seconds") return String(Math.max(1, Math.ceil(seconds)));
  return new Date(Math.ceil(Date.now() / 1000 + seconds) * 1000).toUTCString();
}
