import type { Language } from "@async-lab/notebook";
import { limits } from "./limits.js";

/** What is graded of a notebook. */
export interface Submission {
  readonly language: Language;
  /** The code cells in order, those without code left out; `number` counts from 1, among all code cells. */
  readonly cells: readonly { readonly number: number; readonly code: string }[];
}

/** Why a notebook cannot be run, for words in both languages. */
export type Unreadable =
  | { readonly why: "empty" | "no JSON" | "no notebook" | "too large" | "no code" | "damaged cell" }
  | { readonly why: "old format" | "other kernel"; readonly what: string };

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

/** Words that are frequent in one language and do not exist in the other, nor in TypeScript. */
const frequent: Readonly<Record<Language, RegExp>> = {
  en: /\b(the|and|that|when|which|each|to|your)\b/gi,
  es: /\b(el|los|las|que|una|para|con|por|cada|del|tu)\b/gi,
};

/** As {@link Submission}, where the language may not be told. */
type Read = Omit<Submission, "language"> & { readonly language: Language | undefined };

/**
 * Reads a notebook as it was handed in: anybody's text.
 *
 * @param otherwise its language, where what it says does not tell
 * @returns why not, where it cannot be run
 * @see https://nbformat.readthedocs.io/en/latest/format_description.html
 * @example readNotebook("{}") // { why: "no notebook" }
 */
export function readNotebook(given: string, otherwise: Language = "en"): Submission | Unreadable {
  const read = readText(given);
  return "why" in read ? read : { ...read, language: read.language ?? otherwise };
}

function readText(given: string): Read | Unreadable {
  const text = withoutOutputs(given);
  if (text.trim() === "") return { why: "empty" };
  if (Buffer.byteLength(text) > limits.notebook) return { why: "too large" };
  let notebook: unknown;
  try {
    notebook = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return { why: "no JSON" };
  }
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
  try {
    const value = JSON.parse(text) as unknown;
    return (
      isRecord(value) &&
      value["nbformat"] !== undefined &&
      (Array.isArray(value["cells"]) || Array.isArray(value["worksheets"]))
    );
  } catch {
    return false;
  }
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

/** The notebooks of both languages have the same metadata; what they say tells. */
function guessLanguage(text: string): Language | undefined {
  const count = (language: Language) => text.match(frequent[language])?.length ?? 0;
  const more = count("es") - count("en");
  return more === 0 ? undefined : more > 0 ? "es" : "en";
}

/** Of these nothing is the learner's, or nothing was looked at: a web page saved in place of a notebook is in any language. */
const tellsNothing: readonly Unreadable["why"][] = ["empty", "no JSON", "no notebook", "too large"];

/**
 * The language that a notebook is written in.
 *
 * @returns undefined where what it says does not tell, or where it is none
 */
export function languageOf(text: string): Language | undefined {
  const read = readText(text);
  if (!("why" in read)) return read.language;
  return tellsNothing.includes(read.why) ? undefined : guessLanguage(text);
}

/** The language that most notebooks are written in; `otherwise` where no more are in one than in the other. */
export function mostUsedLanguage(texts: readonly string[], otherwise: Language): Language {
  const found = texts.map(languageOf);
  const count = (language: Language) => found.filter((one) => one === language).length;
  const more = count("es") - count("en");
  return more === 0 ? otherwise : more > 0 ? "es" : "en";
}

/** The kernel or the language that the notebook names, where it is none of ours. */
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
