import { classMessages } from "./class.js";
import type { Messages } from "../en/index.js";
import { pageMessages } from "./page.js";
import { reasonMessages } from "./reasons.js";
import { runMessages } from "./run.js";
import { submitMessages } from "./submit.js";

/** What the grader says in Spanish. */
export const es: Messages = {
  ...classMessages,
  page: pageMessages,
  submit: submitMessages,
  run: runMessages,
  reasons: reasonMessages,
  frequentWords: /\b(el|los|las|que|una|para|con|por|cada|del|tu)\b/gi,
};
