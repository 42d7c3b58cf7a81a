/** The languages of the course. */
export type Language = "en" | "es";

let chosen: Language | undefined;

/**
 * Sets the language of titles and messages, where the notebook's own folder does not tell it.
 *
 * @example setLanguage("es");
 */
export function setLanguage(language: Language): void {
  chosen = language;
}

/**
 * The language of the open notebook.
 *
 * In this order: `setLanguage`, the environment's `ASYNC_LAB_LANGUAGE`, the folder `en` or `es` that the
 * notebook lies in (Jupyter gives its path in `JPY_SESSION_NAME`, nbclient as working folder), the locale.
 *
 * @example
 * const title = language() === "es" ? "Uno por uno" : "One by one";
 */
export function language(): Language {
  if (chosen) return chosen;
  const { ASYNC_LAB_LANGUAGE, JPY_SESSION_NAME, LC_ALL, LC_MESSAGES, LANG } = process.env;
  if (ASYNC_LAB_LANGUAGE === "en" || ASYNC_LAB_LANGUAGE === "es") return ASYNC_LAB_LANGUAGE;
  for (const path of [JPY_SESSION_NAME, process.cwd()]) {
    const folder = path
      ?.split(/[\\/]/)
      .reverse()
      .find((part) => part === "en" || part === "es");
    if (folder === "en" || folder === "es") return folder;
  }
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== "");
  return locale?.startsWith("es") ? "es" : "en";
}
