import type { RecordedRequest } from "../record/index.js";
import { palette } from "./theme.js";

/** How a request came out: the class of its status, or why it has none. */
export type Outcome = "success" | "redirect" | "clientError" | "serverError" | "failed" | "unfinished";

/** Each outcome's colour and symbol, in the order of legends. */
export const outcomes: Readonly<Record<Outcome, { readonly color: string; readonly shape: string }>> = {
  success: { color: palette.blue, shape: "square" },
  redirect: { color: palette.green, shape: "diamond" },
  clientError: { color: palette.orange, shape: "triangle-up" },
  serverError: { color: palette.vermillion, shape: "triangle-down" },
  failed: { color: palette.black, shape: "cross" },
  unfinished: { color: palette.grey, shape: "triangle-right" },
};

/** Classes of status codes as RFC 9110, section 15, defines them. */
export function outcomeOf({ status, error, endMs }: RecordedRequest): Outcome {
  if (endMs === undefined) return "unfinished";
  if (error !== undefined || status === undefined) return "failed";
  if (status >= 500) return "serverError";
  if (status >= 400) return "clientError";
  return status >= 300 ? "redirect" : "success";
}
