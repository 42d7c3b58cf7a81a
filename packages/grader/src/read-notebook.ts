import type { Language } from "@async-lab/notebook";
import type { Unreadable } from "./grade.js";
import { limits } from "./limits.js";
import { languages, messages } from "./messages/index.js";
import { parseJson } from "./text.js";

/** What is graded of a notebook. */
export interface ParsedNotebook {
  readonly language: Language;
  /** The code cells in order, those without code left out; `number` counts from 1, among all code cells. */
  readonly cells: readonly { readonly number: number; readonly code: string }[];
}

/** Kernels are installed under any name: which language it is stands beside the name, or does not. */
const ours = /typescript|javascript|tslab|jslab|async-lab|^(ts|js|node|nodejs|deno|bun)\b/i;

/** Names by which the kernels of other languages are installed, where no language stands beside the name. */
const others =
  /^(i?python|conda|sage|ir$|r$|xr$|julia|java$|ijava|scala|almond|kotlin|groovy|clojure|gonb|gophernotes|go$|rust|evcxr|x?cpp|xeus|xc?python|c$|\.net|csharp|fsharp|c#|f#|powershell|bash|zsh|calysto|octave|matlab|imatlab|sas$|stata|nbstata|wolfram|mathematica|maxima|ruby|iruby|php|perl|iperl|lua|ocaml|haskell|ihaskell|elixir|erlang|prolog|sql|sos$|fortran|dart|swift)/i;

/** Whatever kernel was chosen, the function that is asked for is there, and it is no Python. */
const scrapeInTypeScript =
  /\basync\s+function\s*\*?\s*scrape\b|\bfunction\s+scrape\s*\([^)]*\)[^\n]*\{|\b(?:const|let|var)\s+scrape\b/;

/** A shorter text is taken as it is, in characters. */
const short = 2 ** 20;

/** As {@link ParsedNotebook}, where the language may not show. */
type Read = Omit<ParsedNotebook, "language"> & { readonly language: Language | undefined };

/**
 * Reads a notebook as it was handed in: untrusted text.
 *
 * @param otherwise its language, where its text does not show which it is
 * @returns why not, where it cannot be run
 * @see https://nbformat.readthedocs.io/en/latest/format_description.html
 * @example readNotebook("{}") // { why: "no notebook" }
 */
export function readNotebook(given: string, otherwise: Language = "en"): ParsedNotebook | Unreadable {
  const read = readText(given);
  return "why" in read ? read : { ...read, language: read.language ?? otherwise };
}

function readText(given: string): Read | Unreadable {
  const text = withoutOutputs(given);
  if (text.trim() === "") return { why: "empty" };
  if (Buffer.byteLength(text) > limits.notebook) return { why: "too large" };
  const notebook = parseJson(text.replace(/^\uFEFF/, ""));
  if (notebook === undefined) return { why: "no JSON" };
  if (!isRecord(notebook)) return { why: "no notebook" };
  const { nbformat, cells, metadata } = notebook;
  if (typeof nbformat === "number" && nbformat !== 4) return { why: "old format", what: String(nbformat) };
  if (!Array.isArray(cells)) return { why: "no notebook" };
  const read = readCells(cells);
  const kernel = otherKernel(metadata);
  if (kernel === undefined) return read;
  const isOurs = "cells" in read && read.cells.some(({ code }) => scrapeInTypeScript.test(code));
  return isOurs ? read : { why: "other kernel", what: kernel.slice(0, 60) };
}

/**
 * Whether a text is a notebook, in whatever format and for whatever kernel.
 *
 * @example isNotebook('{"nbformat":4,"cells":[]}') // true
 */
export function isNotebook(text: string): boolean {
  const value = parseJson(text);
  return (
    isRecord(value) &&
    value["nbformat"] !== undefined &&
    (Array.isArray(value["cells"]) || Array.isArray(value["worksheets"]))
  );
}

/**
 * Takes out of a large notebook what is not needed to grade it: outputs, pictures, the state of widgets.
 *
 * @returns the text itself where it is short, or no notebook
 */
export function withoutOutputs(text: string): string {
  if (text.length < short) return text;
  try {
    const notebook = JSON.parse(text.replace(/^\uFEFF/, "")) as unknown;
    if (!isRecord(notebook) || !Array.isArray(notebook["cells"])) return text;
    const { nbformat, metadata } = notebook;
    const cells = notebook["cells"].map((cell: unknown) =>
      isRecord(cell) ? { cell_type: cell["cell_type"], source: cell["source"] } : cell,
    );
    const { kernelspec, language_info, async_lab } = isRecord(metadata) ? metadata : {};
    return JSON.stringify({ cells, metadata: { kernelspec, language_info, async_lab }, nbformat });
  } catch {
    return text;
  }
}

function readCells(cells: readonly unknown[]): Read | Unreadable {
  const code: { number: number; code: string }[] = [];
  const prose: string[] = [];
  let number = 0;
  for (const cell of cells) {
    const source = sourceOf(isRecord(cell) ? cell["source"] : undefined);
    if (!isRecord(cell) || cell["cell_type"] !== "code") {
      // Whatever else stands there is not run.
      prose.push(source ?? "");
      continue;
    }
    number += 1;
    if (source === undefined) return { why: "damaged cell" };
    if (source.trim() !== "") code.push({ number, code: source });
  }
  if (code.length === 0) return { why: "no code" };
  return { language: guessLanguage([...prose, ...code.map((cell) => cell.code)].join("\n")), cells: code };
}

/** The notebooks of both languages have the same metadata; their text shows which it is. */
function guessLanguage(text: string): Language | undefined {
  return findMostFrequent((language) => text.match(messages(language).frequentWords)?.length ?? 0);
}

/** Undefined where two are as frequent. */
function findMostFrequent(count: (language: Language) => number): Language | undefined {
  const [first, second] = languages
    .map((language) => ({ language, times: count(language) }))
    .sort((a, b) => b.times - a.times);
  return first?.times === second?.times ? undefined : first?.language;
}

/** In these nothing is the learner's, or nothing was read: a web page saved in place of a notebook is in any language. */
const showsNothing: readonly Unreadable["why"][] = ["empty", "no JSON", "no notebook", "too large"];

/**
 * The language that a notebook is written in.
 *
 * @returns undefined where its text does not show which, or where it is no notebook
 */
export function languageOf(text: string): Language | undefined {
  const read = readText(text);
  if (!("why" in read)) return read.language;
  return showsNothing.includes(read.why) ? undefined : guessLanguage(text);
}

/** The language that most notebooks are written in; `otherwise` where two are as frequent. */
export function mostUsedLanguage(texts: readonly string[], otherwise: Language): Language {
  const found = texts.map(languageOf);
  return findMostFrequent((language) => found.filter((one) => one === language).length) ?? otherwise;
}

/** The kernel or the language that the notebook names, where it is another than the course's. */
function otherKernel(metadata: unknown): string | undefined {
  if (!isRecord(metadata)) return undefined;
  const { kernelspec, language_info: info } = metadata;
  const [languages, names] = [
    [isRecord(kernelspec) ? kernelspec["language"] : undefined, isRecord(info) ? info["name"] : undefined],
    isRecord(kernelspec) ? [kernelspec["name"], kernelspec["display_name"]] : [],
  ].map((given) => given.filter((name) => typeof name === "string" && name.trim() !== "")) as string[][];
  if ([...(languages ?? []), ...(names ?? [])].some((name) => ours.test(name))) return undefined;
  return languages?.[0] ?? names?.find((name) => others.test(name));
}

function sourceOf(source: unknown): string | undefined {
  if (source === undefined || source === null) return "";
  if (typeof source === "string") return source;
  if (Array.isArray(source) && source.every((line) => typeof line === "string")) return source.join("");
  return undefined;
}

/** Whether a value is an object with names. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
