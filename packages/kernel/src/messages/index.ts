import { language, type Language } from "@async-lab/notebook";
import { en, type Messages } from "./en.js";
import { es } from "./es.js";

export type { Messages } from "./en.js";

const all: Readonly<Record<Language, Messages>> = { en, es };

/**
 * What the kernel says, in the language of the open notebook.
 *
 * @example
 * messages().cell // "cell"
 */
export function messages(): Messages {
  return all[language()];
}
