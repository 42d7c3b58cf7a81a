import { language, type Language } from "@async-lab/notebook";
import { en, type Messages } from "./en.js";
import { es } from "./es.js";

export type { Messages } from "./en.js";

const all: Readonly<Record<Language, Messages>> = { en, es };

/**
 * What the kernel says.
 *
 * @param spoken the language; that of the open notebook where none is given
 * @example
 * messages().cell // "cell"
 */
export function messages(spoken: Language = language()): Messages {
  return all[spoken];
}
