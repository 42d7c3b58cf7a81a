import { defineMessages } from "async-lab/exercise";

const en = {
  right: (seen: { count: number }) =>
    `All ${seen.count} requests were in flight at once, and the pages are in the order of the URLs although they arrived in another.`,
  rules: {},
};

const es: typeof en = {
  right: (seen) =>
    `Los ${seen.count} pedidos estuvieron en vuelo a la vez, y las páginas están en el orden de las URL aunque llegaron en otro.`,
  rules: {},
};

/** What `check("02-all", …)` tells, and what makes the violation of a rule. */
export const { messages, violation } = defineMessages({ en, es });
