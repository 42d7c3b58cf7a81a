import {
  displaySymbol,
  language,
  type Displayable,
  type Language,
  type MimeBundle,
} from "@async-lab/notebook";
import { messages } from "./messages.js";

/** How a program ended that a cell ran. */
export interface RunResultFields {
  /** Who ran it, for people: `Python`, `Node`, `Worker`. */
  readonly program: string;
  /** What it printed. */
  readonly output: string;
  /** What it printed to the standard error: warnings, and the traceback of an error that nobody caught. */
  readonly errors: string;
  /** 0 where all went well; undefined where it was stopped. */
  readonly exitCode: number | undefined;
  /** Whether the time limit came first. */
  readonly stopped: boolean;
  /** The time limit, in seconds. */
  readonly seconds: number;
}

/**
 * What a program printed and how it ended: plain fields for code, and a display for people.
 *
 * @example
 * const { output, exitCode } = await runPython("print(6 * 7)");
 */
export class RunResult implements RunResultFields, Displayable {
  declare readonly program: string;
  declare readonly output: string;
  declare readonly errors: string;
  declare readonly exitCode: number | undefined;
  declare readonly stopped: boolean;
  declare readonly seconds: number;
  readonly #language = language();

  constructor(fields: RunResultFields) {
    Object.assign(this, fields);
  }

  /** What was printed, and below it how the program ended. */
  toString(): string {
    const printed = [this.output, this.errors].map((text) => text.trimEnd()).filter((text) => text !== "");
    return [...printed, `(${describeEnd(this, this.#language)})`].join("\n");
  }

  [displaySymbol](): MimeBundle {
    return { "text/plain": this.toString() };
  }
}

function describeEnd({ program, exitCode, stopped, seconds }: RunResultFields, chosen: Language): string {
  const say = messages(chosen);
  if (stopped) return say.stopped(program, seconds);
  return exitCode === 0 ? say.endedWell(program) : say.endedWithError(program, exitCode ?? "?");
}
