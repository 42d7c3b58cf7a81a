import { en } from "./en.mjs";
import { es } from "./es.mjs";

const LANGUAGES = { en, es };

let spoken = en;

/** What set-up and `npm start` say, in the language that was chosen. */
export const words = () => spoken;

/**
 * Chooses the language.
 *
 * @param lang en or es; anything else changes nothing
 */
export function speak(lang) {
  spoken = Object.hasOwn(LANGUAGES, lang) ? LANGUAGES[lang] : spoken;
}

/**
 * The language of the system: es where its locale is Spanish, en elsewhere.
 *
 * @param env the environment; `ASYNC_LAB_LANGUAGE` goes before the locale, as in notebooks
 */
export function systemLanguage({ ASYNC_LAB_LANGUAGE, LC_ALL, LC_MESSAGES, LANG } = process.env) {
  if (Object.hasOwn(LANGUAGES, ASYNC_LAB_LANGUAGE ?? "")) return ASYNC_LAB_LANGUAGE;
  const locale = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  return locale.startsWith("es") ? "es" : "en";
}
