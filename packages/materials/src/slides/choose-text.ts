/** Which sentences of a text go on a slide; all of it is in the notes. */
import type { Run } from "./deck.js";
import { plainText } from "./markdown.js";

/** Shorter sentences say too little alone: "None." */
const TOO_SHORT = 45;
const END = /[.?!…](?:["”»)]*)\s+(?=["“«(¿¡`*]*[\p{Lu}\d`(¿¡“"])/gu;

/**
 * Takes a paragraph's sentence: the one with words in bold where there is one, else the first; and the question in which
 * the paragraph ends, or which only an instruction follows, with the sentence that leads to it.
 *
 * @param runs the paragraph
 * @param options.short not one word more: no second sentence where the first is short, none that leads to a question
 * @example chooseSentences(readInline("A loop. It is slow. How slow?"))
 */
export function chooseSentences(runs: readonly Run[], { short = false } = {}): Run[] {
  const sentences = splitSentences(runs);
  const chosen = new Set(
    sentences.flatMap((sentence, index) => (sentence.some(({ bold }) => bold) ? [index] : [])),
  );
  if (chosen.size === 0) {
    chosen.add(0);
    const length = () => plainText([...chosen].flatMap((index) => sentences[index] ?? [])).length;
    while (!short && length() < TOO_SHORT && chosen.size < sentences.length) chosen.add(chosen.size);
  }
  const question = sentences.findIndex(
    (sentence, index) => index >= sentences.length - 2 && isQuestion(sentence),
  );
  if (question >= 0) chosen.add(question);
  if (question > 0 && !short) chosen.add(question - 1);
  return trimEnd(sentences.filter((_, index) => chosen.has(index)).flat());
}

/** Whether a paragraph says something that belongs on a slide wherever it stands: in bold, or as a question. */
export const standsOut = (runs: readonly Run[]): boolean =>
  runs.some(({ bold }) => bold) ||
  splitSentences(runs)
    .slice(-2)
    .some((sentence) => isQuestion(sentence));

const isQuestion = (sentence: readonly Run[]): boolean => /\?["”»)]?$/.test(plainText(sentence).trim());

/** Cuts where a sentence ends: never inside code. */
export function splitSentences(runs: readonly Run[]): Run[][] {
  const masked = runs.map(({ text, code }) => (code ? "X".repeat(text.length) : text)).join("");
  const ends = [...masked.matchAll(END)]
    .filter(({ index }) => isOutsideBrackets(masked.slice(0, index + 1)))
    .map((match) => match.index + match[0].length);
  return [...ends, masked.length].map((end, index) => slice(runs, ends[index - 1] ?? 0, end));
}

/** A bracket holds its own sentences. */
const isOutsideBrackets = (text: string): boolean =>
  (text.match(/\(/g) ?? []).length <= (text.match(/\)/g) ?? []).length;

function slice(runs: readonly Run[], from: number, to: number): Run[] {
  let at = 0;
  return runs.flatMap((run) => {
    const start = at;
    at += run.text.length;
    const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    return text === "" ? [] : [{ ...run, text }];
  });
}

function trimEnd(runs: Run[]): Run[] {
  const last = runs.at(-1);
  return last ? [...runs.slice(0, -1), { ...last, text: last.text.trimEnd() }] : runs;
}
