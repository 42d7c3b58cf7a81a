import type { Language } from "@async-lab/notebook";
import { html, Html } from "./html.js";

/**
 * A whole page, that needs nothing else: no script, no network. The policy says so to the browser, too, should a name
 * or a printed line ever get into it as markup.
 *
 * @param options.broad for tables with many columns
 */
export function makePage(language: Language, title: string, body: Html, { broad = false } = {}): string {
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
        />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        <main class="${broad ? "broad" : ""}">${body}</main>
      </body>
    </html> `;
  return String(page);
}

// Text and figures have a contrast of at least 7 to 1 on their ground, in both schemes.
const style = `
:root { color-scheme: light dark; --ink: #1a1a1a; --soft: #454545; --ground: #fff; --line: #b9b9b9; --tint: #f3f5f7; --link: #00508a; --good: #00573f; --bad: #8a2f00; --mark: #fff3b8; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --soft: #c6c6c6; --ground: #17191c; --line: #5d6166; --tint: #23272c; --link: #8cc8ff; --good: #6fdcb5; --bad: #ffb08a; --mark: #4a4413; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; overflow-wrap: anywhere; }
main.broad { max-width: 84rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: .5rem 0 .25rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .5rem; }
h3 { font-size: 1.1rem; margin: 1.75rem 0 .4rem; }
p { margin: .5rem 0; max-width: 46rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.points { font-size: 1.35rem; margin: .75rem 0 1rem; }
.points strong { font-size: 2.2rem; line-height: 1; }
.soft { color: var(--soft); }
.box { border-left: .35rem solid var(--link); background: var(--tint); padding: .6rem 1rem; margin: 1rem 0; max-width: 46rem; }
.box.bad { border-color: var(--bad); }
.box p { margin: .2rem 0; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--soft); padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
thead th { border-bottom: 2px solid var(--line); }
tfoot th, tfoot td { border-bottom: 0; font-weight: bold; }
th[scope=row] { font-weight: 600; }
td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; padding-right: 1.5rem; }
.criteria td, .criteria th { overflow-wrap: normal; }
.criteria th[scope=row] { min-width: 8rem; }
.criteria td:last-child { min-width: 16rem; }
td p { margin: 0 0 .25rem; }
td:last-child p { min-width: 9rem; }
.verdict { white-space: nowrap; font-weight: 600; }
.met { color: var(--good); }
.missed { color: var(--bad); }
.wide { overflow-x: auto; }
.narrow { width: auto; max-width: 100%; }
.narrow th, .narrow td { padding-top: .25rem; padding-bottom: .25rem; }
.narrow td.number:last-child, .narrow th.number:last-child { padding-right: 0; }
figure { margin: 1rem 0; }
figure > div { width: fit-content; max-width: 100%; overflow-x: auto; border: 1px solid var(--line); }
figure svg { display: block; max-width: 100%; height: auto; min-width: 36rem; }
figcaption { color: var(--soft); margin-top: .4rem; max-width: 46rem; }
pre { background: var(--tint); border: 1px solid var(--line); padding: .75rem 1rem; margin: .5rem 0; max-height: 26rem; overflow: auto; white-space: pre-wrap; font: .9rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
.code { max-height: none; overflow: visible; overflow-wrap: anywhere; padding-left: 0; counter-reset: line; direction: ltr; unicode-bidi: isolate; tab-size: 4; }
.line { display: block; position: relative; padding-left: 4.5rem; unicode-bidi: isolate; }
.line::before { counter-increment: line; content: counter(line); position: absolute; left: 0; width: 3.5rem; text-align: right; color: var(--soft); }
.line:target { background: var(--mark); }
.line span, .line bdi { unicode-bidi: isolate; }
.k { color: var(--link); font-weight: 600; }
.t { color: var(--good); }
.n { color: var(--bad); }
.c { color: var(--soft); font-style: italic; }
details { margin: 1rem 0; }
summary { cursor: pointer; color: var(--link); }
ul { padding-left: 1.25rem; }
footer { margin-top: 3rem; color: var(--soft); border-top: 1px solid var(--line); padding-top: .75rem; }
@media (max-width: 42rem) {
main { padding: 1rem .75rem 3rem; }
th, td { padding-right: .5rem; }
td.number, th.number { padding-right: .75rem; }
.criteria thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.criteria, .criteria caption, .criteria tbody, .criteria tfoot { display: block; }
.criteria tr { display: grid; grid-template-columns: 1fr auto; border-bottom: 1px solid var(--line); padding: .5rem 0; }
.criteria th, .criteria td { border: 0; padding: .1rem 0; }
.criteria th[scope=row], .criteria td:last-child { grid-column: 1 / -1; min-width: 0; }
.criteria td:last-child p { min-width: 0; }
.criteria tfoot td:empty { display: none; }
figure svg { min-width: 0; }
}
@media print {
@page { margin: 15mm; }
:root { font-size: 80%; color-scheme: light; --ink: #000; --soft: #333; --ground: #fff; --tint: #f6f6f6; --line: #999; --link: #00508a; --good: #00573f; --bad: #8a2f00; --mark: none; }
main { max-width: none; padding: 0; }
.wide, pre, figure > div { overflow: visible; max-height: none; }
tr, .line, figure, .box, li { break-inside: avoid; }
thead { display: table-header-group; }
tfoot { display: table-row-group; }
thead, thead tr { break-after: avoid; }
tbody tr:first-child { break-before: avoid; }
pre { break-before: avoid; }
h1, h2, h3, caption, summary { break-after: avoid; }
p { orphans: 3; widows: 3; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;
