import { classMessages } from "./class.js";
import { pageMessages } from "./page.js";
import { reasonMessages } from "./reasons.js";
import { runMessages } from "./run.js";
import { submitMessages } from "./submit.js";

/** What the grader says in English. */
export const en = {
  ...classMessages,
  page: pageMessages,
  submit: submitMessages,
  run: runMessages,
  reasons: reasonMessages,
  /** Words that are frequent in this language and do not exist in the others, nor in TypeScript. */
  frequentWords: /\b(the|and|that|when|which|each|to|your)\b/gi,
};

export type Messages = typeof en;
