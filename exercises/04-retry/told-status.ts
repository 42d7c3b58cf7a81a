/** Which status an error tells of: those of got, undici, axios, ky, and a learner's own. */
import { describeThrown, read } from "@async-lab/notebook";

/**
 * The statuses that an error tells: in the fields where clients keep them, else in its message, else in its cause.
 *
 * @param error anything: people throw strings and responses, too
 * @example toldStatuses(new Error("status 503")) // [503]
 */
export function toldStatuses(error: unknown, depth = 0): readonly number[] {
  if (typeof error === "string") return inText(error);
  if (typeof error !== "object" || error === null || depth > 3) return [];
  const [response, message, cause] = ["response", "message", "cause"].map((key) => read(error, key));
  const inFields = [...fieldsOf(error), ...fieldsOf(response)];
  if (inFields.length > 0) return [...new Set(inFields)];
  const told = typeof message === "string" ? inText(message) : [];
  return told.length > 0 ? told : toldStatuses(cause, depth + 1);
}

/** An error without its figures: two that say the same of different attempts are of one kind. */
export function kindOfError(error: unknown): string {
  const { name, message } = describeThrown(error);
  return `${name}: ${withoutUrls(message).replace(/\d+/g, "0")}`;
}

function fieldsOf(holder: unknown): number[] {
  if (typeof holder !== "object" || holder === null) return [];
  return [read(holder, "status"), read(holder, "statusCode")].filter(
    (each): each is number => typeof each === "number" && each >= 400,
  );
}

function inText(text: string): number[] {
  return (withoutUrls(text).match(/\b[45]\d\d\b/g) ?? []).map(Number);
}

/** A port may look like a status. */
function withoutUrls(text: string): string {
  return text.replace(/https?:\/\/\S+/g, "");
}
