import { language, type Language } from "@async-lab/notebook";
import { en } from "./en.js";
import { es } from "./es.js";
import type { Told } from "./told.js";

export type { Told };

/** The sentences of the checks, by key. */
export type Messages = typeof en;

/** The name of a rule that an answer can break. */
export type Rule = keyof Messages["rules"];

/** Why a criterion of the homework is met, or is not. */
export type Reason<Id extends keyof Messages["homework"]["feedback"]> =
  Extract<keyof Messages["homework"]["feedback"][Id], string> | EndReason;

/** Why any of the criteria is met, or is not. */
export type HomeworkReason = {
  [Id in keyof Messages["homework"]["feedback"]]: Reason<Id>;
}[keyof Messages["homework"]["feedback"]];

/** Why there is nothing to judge in a homework. */
export type EndReason = keyof Messages["homework"]["ends"];

/** The figures that a rule's message tells. */
export type Seen<R extends Rule> = Parameters<Messages["rules"][R]>[0];

const byLanguage: Readonly<Record<Language, Messages>> = { en, es };

/** The sentences of the checks in the notebook's language. */
export function messages(chosen: Language = language()): Messages {
  return byLanguage[chosen];
}
