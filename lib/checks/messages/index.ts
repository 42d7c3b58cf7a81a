import { language, type Language } from "@async-lab/notebook";
import { en } from "./en.js";
import { es } from "./es.js";
import type { Told } from "./words.js";

export type { Told };

/** The sentences that the checks have in common, by key; each exercise has its own beside them. */
export type Messages = typeof en;

/** The figures that a sentence tells. */
export type Figures = Readonly<Record<string, unknown>>;

/** The sentences of one exercise in one language: what is told of a right answer, and of each rule that a wrong one breaks. */
export interface ExerciseMessages {
  right(seen: never): string;
  readonly rules: Readonly<Record<string, (seen: never) => Told>>;
}

type SharedRules = Messages["rules"];

/** The name of a rule that an answer can break: one of the exercise's own, or one that several exercises share. */
export type RuleOf<M extends Pick<ExerciseMessages, "rules">> =
  (keyof M["rules"] & string) | keyof SharedRules;

/** The figures that the sentences of a rule tell. */
export type SeenOf<
  M extends Pick<ExerciseMessages, "rules">,
  R extends RuleOf<M>,
> = R extends keyof M["rules"]
  ? Parameters<M["rules"][R]>[0]
  : R extends keyof SharedRules
    ? Parameters<SharedRules[R]>[0]
    : never;

/** Why a criterion of the homework is met, or is not. */
export type Reason<Id extends keyof Messages["homework"]["feedback"]> =
  Extract<keyof Messages["homework"]["feedback"][Id], string> | EndReason;

/** Why any of the criteria is met, or is not. */
export type HomeworkReason = {
  [Id in keyof Messages["homework"]["feedback"]]: Reason<Id>;
}[keyof Messages["homework"]["feedback"]];

/** Why there is nothing to judge in a homework. */
export type EndReason = keyof Messages["homework"]["ends"];

const byLanguage: Readonly<Record<Language, Messages>> = { en, es };

/** The sentences of the checks in the notebook's language. */
export function messages(chosen: Language = language()): Messages {
  return byLanguage[chosen];
}

/** The sentences of the rules that several exercises share. */
export const sharedRules: Readonly<Record<Language, SharedRules>> = { en: en.rules, es: es.rules };
