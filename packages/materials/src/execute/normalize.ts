/** What a kernel answered, as materials show it: the same on every machine and each time. */
import { stripVTControlCharacters } from "node:util";
import type { Output } from "../model.js";

/** An output as nbformat has it. */
export type NotebookOutput =
  | { readonly output_type: "stream"; readonly name: "stdout" | "stderr"; readonly text: string }
  | { readonly output_type: "display_data" | "execute_result"; readonly data: MimeBundle }
  | {
      readonly output_type: "error";
      readonly ename: string;
      readonly evalue: string;
      readonly traceback: readonly string[];
    };

type MimeBundle = Readonly<Record<string, unknown>>;

/** Folders of this machine, and what stands for each; the longer ones first. */
export type Places = readonly (readonly [folder: string, name: string])[];

/**
 * A cell's outputs, as materials show them.
 *
 * Streams are joined, and nothing is left that differs from machine to machine or from run to run without need: colors of a
 * terminal, folders, ports, ids of runs, tokens, the time of day.
 *
 * @param source the cell: a prediction shows nothing
 * @param id the cell's; what is referred to inside its pictures is named after it
 */
export function normalizeOutputs(
  { id, source }: { readonly id: string; readonly source: string },
  outputs: readonly NotebookOutput[],
  places: Places,
): Output[] {
  if (/^predict\(/m.test(source)) return [];
  const made: Output[] = [];
  for (const output of outputs) {
    const next = toOutput(output, `${id}-${made.length}`, (text) => neutralize(text, places));
    const last = made.at(-1);
    if (next.kind === "text" && last?.kind === "text" && next.from === last.from && next.from !== "result") {
      made[made.length - 1] = { ...last, text: last.text + next.text };
    } else {
      made.push(next);
    }
  }
  return made;
}

function toOutput(output: NotebookOutput, prefix: string, clean: (text: string) => string): Output {
  if (output.output_type === "stream") return { kind: "text", from: output.name, text: clean(output.text) };
  if (output.output_type === "error") {
    return {
      kind: "error",
      name: output.ename,
      message: clean(output.evalue),
      traceback: clean(output.traceback.join("\n")),
    };
  }
  const { data } = output;
  const text = clean(read(data, "text/plain"));
  const specification = data["application/vnd.vegalite.v5+json"];
  if (specification !== undefined) {
    const svg = renameIds(clean(read(data, "image/svg+xml")), prefix);
    const neutral: unknown = JSON.parse(clean(JSON.stringify(specification)));
    return { kind: "chart", description: text, svg, specification: neutral };
  }
  const html = data["text/html"];
  if (html === undefined) return { kind: "text", from: "result", text };
  return {
    kind: "html",
    html: withoutPrediction(clean(read(data, "text/html"))),
    text: withoutPrediction(text),
  };
}

function read(data: MimeBundle, type: string): string {
  const value = data[type];
  return typeof value === "string" ? value : "";
}

/** What a `measured(...)` says when nobody has predicted: the learner of the materials has not yet come to it. */
const withoutPrediction = (text: string): string =>
  text.replace(/^(<div lang="\w\w">)?((?:Measured|Se midió): .+?) \([^()]+\)(<\/div>)?$/, "$1$2$3");

/** A text without what is this machine's, or this run's. */
export function neutralize(text: string, places: Places): string {
  let neutral = stripVTControlCharacters(text);
  for (const [folder, name] of places) neutral = neutral.replaceAll(folder, name);
  return neutral
    .replaceAll(/\b(127\.0\.0\.1|localhost):\d{4,5}\b/g, "$1:8080")
    .replaceAll(/"[^"\n]*\/lib\/(python3\.\d+)\//g, '"/usr/lib/$1/')
    .replaceAll(/\/r\/[\w-]{8}(?=\/)/g, "/r/k7Qm2xWd")
    .replaceAll(/(\btoken(?:\\?["'])?: ?\\?["'])[\w-]{22}/g, "$1Vb3nT0yKs8uEw5aHc1fLxQ")
    .replaceAll(/(\w{3}, \d\d \w{3} \d{4}) \d\d:\d\d:\d\d GMT/g, "$1 12:00:00 GMT");
}

/** Ids in a picture count on from picture to picture of a kernel, and on one page each must be there once. */
function renameIds(svg: string, prefix: string): string {
  const names = new Map<string, string>();
  for (const [, id = ""] of svg.matchAll(/\bid="([^"]+)"/g)) names.set(id, `${prefix}-${names.size}`);
  return svg
    .replaceAll(/\bid="([^"]+)"/g, (_, id: string) => `id="${names.get(id) ?? id}"`)
    .replaceAll(/url\(#([^)]+)\)/g, (_, id: string) => `url(#${names.get(id) ?? id})`)
    .replaceAll(/href="#([^"]+)"/g, (_, id: string) => `href="#${names.get(id) ?? id}"`);
}
