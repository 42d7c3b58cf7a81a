import type { ErrorFound } from "../checks/index.js";

/** An error in one line, with its name; some messages begin with it. */
export function tellError({ name, message }: Pick<ErrorFound, "name" | "message">): string {
  return message.startsWith(name) ? message : `${name}: ${message}`;
}
