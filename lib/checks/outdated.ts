import { findNamesInUse, peek } from "@async-lab/notebook";
import { shorten } from "./learner-error.js";
import type { Messages } from "./messages/index.js";
import type { ErrorFound } from "./outcome.js";

/** What a check answers where there is nothing new to judge. */
export interface Outdated {
  readonly outcome: "error";
  readonly message: string;
  readonly hint: string;
  readonly error?: ErrorFound;
}

/**
 * Tells of a cell that has failed, or declares no more what the running cell checks: the value that is left is of a version
 * that the learner no longer sees, and no verdict on it would help.
 *
 * @returns `undefined` where all is as the notebook shows it, as far as the kernel knows
 */
export function tellOutdated(say: Messages): Outdated | undefined {
  const [outdated] = findNamesInUse()?.outdated ?? [];
  if (!outdated) return undefined;
  const { name, cell, why, error } = outdated;
  const { message, hint } = say.outdated[why](name, cell);
  if (!error || why === "stopped") return { outcome: "error", message, hint };
  const told = `${error.name}: ${shorten(error.message)}`;
  return { outcome: "error", message, hint, error: { ...error, message: told, causes: [] } };
}

/** Which function is checked, and which cell declared it: what a learner has changed since then is not in it. */
export function tellChecked(answer: unknown, say: Messages): string | undefined {
  const named = findNamesInUse()?.named ?? [];
  const own = typeof answer === "function" ? peek(answer, "name") : undefined;
  const checked = named.find(({ name }) => name === own) ?? (named.length === 1 ? named[0] : undefined);
  return checked && say.checked(checked.name, checked.cell);
}
