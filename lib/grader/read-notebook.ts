import type { Language } from "../notebook/index.js";
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

const kernels = /^(typescript|javascript|tslab|jslab|async-lab.*)$/i;

/** Words that are frequent in one language and do not exist in the other. */
const frequent: Readonly<Record<Language, RegExp>> = {
  en: /\b(the|and|of|that|with|for|each|is|to|your)\b/gi,
  es: /\b(el|los|las|que|una|para|con|por|cada|del|tu)\b/gi,
};

/**
 * Reads a notebook as it was handed in: anybody's text.
 *
 * @returns why not, where it cannot be run
 * @see https://nbformat.readthedocs.io/en/latest/format_description.html
 * @example readNotebook("{}") // { why: "no notebook" }
 */
export function readNotebook(text: string): Submission | Unreadable {
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
  const kernel = kernelOf(metadata);
  if (kernel !== undefined && !kernels.test(kernel))
    return { why: "other kernel", what: kernel.slice(0, 60) };
  return readCells(cells);
}

function readCells(cells: readonly unknown[]): Submission | Unreadable {
  const code: { number: number; code: string }[] = [];
  const prose: string[] = [];
  let number = 0;
  for (const cell of cells) {
    if (!isRecord(cell)) return { why: "damaged cell" };
    const source = sourceOf(cell["source"]);
    if (source === undefined) return { why: "damaged cell" };
    if (cell["cell_type"] === "code") {
      number += 1;
      if (source.trim() !== "") code.push({ number, code: source });
    } else prose.push(source);
  }
  if (code.length === 0) return { why: "no code" };
  return { language: guessLanguage([...prose, ...code.map((cell) => cell.code)].join("\n")), cells: code };
}

/** The notebooks of both languages have the same metadata; what they say tells. */
export function guessLanguage(text: string): Language {
  const count = (language: Language) => text.match(frequent[language])?.length ?? 0;
  return count("es") > count("en") ? "es" : "en";
}

function kernelOf(metadata: unknown): string | undefined {
  if (!isRecord(metadata)) return undefined;
  const { kernelspec, language_info: info } = metadata;
  const names = [
    isRecord(kernelspec) ? kernelspec["language"] : undefined,
    isRecord(info) ? info["name"] : undefined,
    isRecord(kernelspec) ? kernelspec["name"] : undefined,
  ];
  return names.find((name) => typeof name === "string");
}

function sourceOf(source: unknown): string | undefined {
  if (typeof source === "string") return source;
  if (Array.isArray(source) && source.every((line) => typeof line === "string")) return source.join("");
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
