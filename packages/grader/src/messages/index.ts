import type { Language } from "@async-lab/notebook";
import { en, type Messages } from "./en/index.js";
import { es } from "./es/index.js";

const byLanguage: Readonly<Record<Language, Messages>> = { en, es };

/** The languages that the grader speaks; where a text does not show which it is in, it is the first. */
export const languages = Object.keys(byLanguage) as readonly Language[];

/**
 * What the grader says in a language. A sentence that a language lacks does not compile.
 *
 * @example messages("en").page.total // "Total"
 */
export function messages(language: Language): Messages {
  return byLanguage[language];
}

/**
 * Why a criterion was not met, in a few words.
 *
 * @param reason of a judgement; a cached grade of an older grader may have one that is no longer known
 */
export function formatReason(reason: string, language: Language): string {
  const reasons: Readonly<Partial<Record<string, string>>> = messages(language).reasons;
  return reasons[reason]?.replaceAll("`", "") ?? reason;
}

export type { Messages };
