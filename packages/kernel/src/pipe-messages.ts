/** What the grader and a grading kernel tell each other, one JSON value on each line. */
import type { GuestMessage, HostMessage } from "virtual-time";

/** From the grader, on the kernel's file descriptor 4. */
export type PipeCommand =
  /** Runs a cell; `id` is its number, counted from 1. */
  | { readonly run: string; readonly id: number }
  /** Calls a function that the cells have left, with these arguments. */
  | { readonly call: string; readonly with: readonly unknown[]; readonly id: number }
  /** What time it is, and the question whether anything moves still. */
  | { readonly time: HostMessage }
  /** Stops waiting for what runs; it is told as an error named `Interrupted`. */
  | { readonly interrupt: true };

/** An error as the kernel tells it. */
export interface PipeError {
  readonly name: string;
  readonly message: string;
  /** Where in the submission: `cell 7, line 3`. */
  readonly place?: string;
  /** The earlier cell that did not compile, where this one only lacks what that one declares. */
  readonly needs?: number;
}

/** From the kernel, on its file descriptor 3. A submission can forge each of them: they prove nothing. */
export type PipeMessage =
  | { readonly ready: true }
  | { readonly time: GuestMessage }
  /** What was written to a standard stream while `id` ran, or after it. */
  | { readonly stdout: string; readonly id: number }
  | { readonly stderr: string; readonly id: number }
  /** More was written than is passed on; what follows is dropped. */
  | { readonly dropped: true; readonly id: number }
  | { readonly returned: unknown; readonly id: number }
  | { readonly failed: PipeError; readonly typeError: boolean; readonly id: number }
  /** There is no function of that name. */
  | { readonly absent: true; readonly id: number };

/** The file descriptor that the kernel's messages leave by. */
export const messagesFd = 3;
/** The one that the commands come by; standard input is left to libraries, which look at it. */
export const commandsFd = 4;

/** What one execution may print, in characters; the rest is dropped. */
export const maxPrinted = 256 * 1024;
/** What all of them may print together. */
export const maxPrintedInAll = 2 * 1024 * 1024;
/** The longest line, in bytes: what `scrape` hands back stands in one. */
export const maxLineBytes = 4 * 1024 * 1024;
