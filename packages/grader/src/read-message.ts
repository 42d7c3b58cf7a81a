import { readGuestMessage } from "virtual-time";
import type { PipeError, PipeMessage } from "@async-lab/kernel/pipe-messages";

/** As deep as anything that `scrape` hands back has reason to be. */
const deepest = 40;
const longestText = 2000;

/**
 * Reads one line of a kernel, or of a submission that plays the kernel: nothing of it is believed, not even its shape.
 *
 * @returns nothing where it is no message
 */
export function readMessage(line: string): PipeMessage | undefined {
  if (depthOf(line) > deepest) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const message = value as Record<string, unknown>;
  if (message["ready"] === true) return { ready: true };
  if ("time" in message) {
    const time = readGuestMessage(message["time"]);
    return time && { time };
  }
  const { id } = message;
  if (typeof id !== "number") return undefined;
  if (typeof message["stdout"] === "string") return { stdout: message["stdout"], id };
  if (typeof message["stderr"] === "string") return { stderr: message["stderr"], id };
  if (message["dropped"] === true) return { dropped: true, id };
  if (message["absent"] === true) return { absent: true, id };
  if (Object.hasOwn(message, "returned")) return { returned: message["returned"], id };
  if (Object.hasOwn(message, "failed")) {
    return { failed: readError(message["failed"]), typeError: message["typeError"] === true, id };
  }
  return undefined;
}

function readError(value: unknown): PipeError {
  const { name, message, place, needs } = (
    typeof value === "object" && value !== null ? value : {}
  ) as Record<string, unknown>;
  return {
    name: textOf(name) || "Error",
    message: textOf(message),
    ...(typeof place === "string" ? { place: textOf(place) } : {}),
    ...(typeof needs === "number" ? { needs } : {}),
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, longestText) : "";
}

/** Counted before it is parsed: a recursion over the value must not run out of stack. */
function depthOf(json: string): number {
  let depth = 0;
  let max = 0;
  let inText = false;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (inText) {
      if (code === 92) at += 1;
      else if (code === 34) inText = false;
    } else if (code === 34) inText = true;
    else if (code === 91 || code === 123) max = Math.max(max, (depth += 1));
    else if (code === 93 || code === 125) depth -= 1;
  }
  return max;
}
