import type { RecordedRequest } from "../record/index.js";
import { ink, palette } from "./theme.js";

/** How a request came out: the class of its status, or why it has none. */
export type RequestOutcome = "success" | "redirect" | "clientError" | "serverError" | "failed" | "unfinished";

/** Each outcome's color and symbol, in the order of legends; what came out well has its recording's color. */
export const outcomeStyles: Readonly<
  Record<RequestOutcome, { readonly color?: string; readonly shape: string }>
> = {
  success: { shape: "square" },
  redirect: { color: palette.grey, shape: "diamond" },
  clientError: { color: palette.orange, shape: "triangle-up" },
  serverError: { color: palette.vermillion, shape: "triangle-down" },
  failed: { color: ink, shape: "cross" },
  unfinished: { color: palette.grey, shape: "triangle-right" },
};

/** Classes of status codes as RFC 9110, section 15, defines them. */
export function outcomeOf({ status, error, endMs }: RecordedRequest): RequestOutcome {
  if (endMs === undefined) return "unfinished";
  if (error !== undefined || status === undefined) return "failed";
  if (status >= 500) return "serverError";
  if (status >= 400) return "clientError";
  return status >= 300 ? "redirect" : "success";
}
