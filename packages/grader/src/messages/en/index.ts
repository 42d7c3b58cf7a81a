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
};

export type Messages = typeof en;
