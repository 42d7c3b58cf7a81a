import type { Language } from "../model.js";
import { messages } from "./messages.js";

/** Needs nothing but itself: it is opened from a folder. */
const style = `
:root { color-scheme: light dark; }
body { max-width: 40rem; margin: 3rem auto; padding: 0 1.25rem; color: #1d2733; background: #fff; font: 1.05rem/1.6 system-ui, sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.25; margin: 0 0 0.75rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 0.5rem; color: #1f5fa8; }
p, ul, dl { margin: 0.5rem 0; }
ul { padding-left: 1.25rem; }
li { margin: 0.4rem 0; }
dt { font-weight: 600; margin-top: 0.6rem; }
dd { margin: 0; }
a { color: #1f5fa8; }
code, kbd { font: 0.92em ui-monospace, monospace; overflow-wrap: anywhere; }
pre { margin: 1rem 0 0.25rem; padding: 0.8rem 1rem; border-left: 0.25rem solid #1f5fa8; background: #f1f5fa; overflow-x: auto; }
footer { margin-top: 3rem; padding-top: 0.75rem; border-top: 1px solid #ccd5df; font-size: 0.9rem; }
@media (prefers-color-scheme: dark) {
  body { color: #e3e8ee; background: #14191f; }
  h2, a { color: #8dbcf0; }
  pre { background: #1e262f; border-color: #8dbcf0; }
  footer { border-color: #3a4552; }
}`;

/**
 * The page that a learner opens first: what they need, the two commands, and where their work lies.
 *
 * @returns a whole HTML page
 */
export function firstPage(language: Language): string {
  const say = messages(language);
  const paragraphs = (texts: readonly string[]) => texts.map((text) => `<p>${text}</p>`).join("\n");
  const list = (texts: readonly string[]) => texts.map((text) => `  <li>${text}</li>`).join("\n");
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${say.title}</title>
<style>${style}
</style>
<main>
<h1>${say.title}</h1>
<p>${say.promise}</p>
<h2>${say.before}</h2>
${paragraphs(say.needs)}
<h2>${say.commands}</h2>
<p>${say.terminal}</p>
<dl>
${say.systems.map(([system = "", how = ""]) => `  <dt>${system}</dt><dd>${how}</dd>`).join("\n")}
</dl>
<pre><code>${say.start}</code></pre>
<p>${say.started}</p>
<pre><code>${say.progress}</code></pre>
<p>${say.progressed}</p>
<h2>${say.work}</h2>
<ul>
${list(say.about)}
</ul>
<h2>${say.trouble}</h2>
<ul>
${list(say.answers)}
</ul>
</main>
<footer>
${paragraphs([say.other, say.licences])}
</footer>
</html>
`;
}
