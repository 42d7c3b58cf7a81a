import type { GradedEnd, RunEnd } from "./grade.js";

/** Something that the teacher must fix before anything can be graded. Its message is one line. */
export class GraderError extends Error {
  override readonly name = "GraderError";
}

/** Signals from outside: Node does not die of them by its own failures, and a submission cannot send any. */
export const signalsFromOutside: readonly (NodeJS.Signals | null)[] = ["SIGKILL", "SIGTERM"];

/** Another program, or a system short of memory, ended a process: that says nothing of the submission. */
export class KilledError extends GraderError {
  /** @param whose "its process": the submission's own, by default */
  constructor(whose = "its process", by: NodeJS.Signals = "SIGKILL") {
    super(
      `${whose} was ended from outside (${by}), by another program or by a system short of memory: grade it again`,
    );
  }
}

/** The machine has so much else to do that a submission comes to no end: that says nothing of it, either. */
export class StarvedError extends KilledError {
  constructor() {
    super();
    this.message =
      "this machine had too much else to do for a submission to come to its end: grade it again when it has less";
  }
}

/**
 * Why a submission came to its end, where that is its own doing.
 *
 * @throws KilledError where it is not
 * @example this.#ended = requireOwnEnd(answer.ended);
 */
export function requireOwnEnd(ended: RunEnd): GradedEnd {
  if (ended === "killed") throw new KilledError();
  return ended;
}
