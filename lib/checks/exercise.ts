import type { Bench } from "./bench.js";
import type { Messages } from "./messages/index.js";

/** What a judge found to be right, with the figures that the verdict tells. */
export type RightSeen<Id extends keyof Messages["right"]> = Parameters<Messages["right"][Id]>[0];

/** One exercise: how its answer is recognised, and how it is judged. */
export interface Exercise<Id extends keyof Messages["right"], Answer> {
  readonly id: Id;
  readonly lesson: string;
  /** What an answer is, for the error of a check that was given something else. */
  readonly expects: string;
  accepts(answer: unknown): boolean;
  /**
   * Judges an answer.
   *
   * @returns what was seen, if the answer is right
   * @throws {Refusal} if it breaks a rule
   * @throws {NotAttempted} if there is nothing to judge
   * @throws {LearnerError} with what the learner's own code threw
   */
  judge(answer: Answer, bench: Bench): Promise<RightSeen<Id>>;
}
