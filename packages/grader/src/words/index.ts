import { language, type Language } from "@async-lab/notebook";
import { classWordsEn, type ClassWords } from "./class-en.js";
import { classWordsEs } from "./class-es.js";
import { pageWordsEn, type PageWords } from "./pages-en.js";
import { pageWordsEs } from "./pages-es.js";
import { submitWordsEn, type SubmitWords } from "./submit-en.js";
import { submitWordsEs } from "./submit-es.js";

const classWords: Readonly<Record<Language, ClassWords>> = { en: classWordsEn, es: classWordsEs };
const byLanguage: Readonly<Record<Language, PageWords>> = { en: pageWordsEn, es: pageWordsEs };
const submits: Readonly<Record<Language, SubmitWords>> = { en: submitWordsEn, es: submitWordsEs };

/** What the grader tells the one who runs it. */
export function say(): ClassWords {
  return classWords[language()];
}

/** What a learner's page says, in the learner's language. */
export function pageWords(spoken: Language): PageWords {
  return byLanguage[spoken];
}

/** What `npm run submit` says. */
export function submitWords(spoken: Language = language()): SubmitWords {
  return submits[spoken];
}

export type { PageWords };
