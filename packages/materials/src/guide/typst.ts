/** Calls of what `guide/template.typ` defines, inside Markdown. */

/** @returns the text as a string of Typst's, with its quotes */
export function quote(text: string): string {
  const escapes: Record<string, string> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  return `"${text.replace(/[\\"\n\r\t]/g, (character) => escapes[character] ?? character)}"`;
}

/** @returns an array of Typst's; one element needs its comma */
export function list(elements: readonly string[]): string {
  return `(${elements.map((element) => `${element},`).join(" ")})`;
}

/**
 * Markdown that Pandoc hands on to Typst as it is.
 *
 * @example callBlock('note("Measured: 219 ms.")')
 */
export function callBlock(call: string): string {
  return fence(`#${call}`, "{=typst}");
}

/** A code block whose fence is longer than any run of backticks in it. */
export function fence(text: string, kind: string): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length + 1);
  const marks = "`".repeat(Math.max(3, ...runs));
  return `${marks} ${kind}\n${text}\n${marks}`;
}
