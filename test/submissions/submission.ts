/**
 * Submissions that are kept as text: the code of their cells, and the verdict that each must get.
 *
 * A block of code with the name of one of the skeleton's takes its place; `first` and `last` add a cell, `only` begins a
 * notebook without the skeleton, and `raw` is the whole file as handed in.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { CriterionId } from "async-lab/checks";
import type { CellProblem, RunEnd } from "../../packages/grader/src/grade.js";
import type { Language } from "@async-lab/notebook";

/** The verdict of a submission; what is left out is as with an honest one. */
export interface Expected {
  readonly language?: Language;
  readonly ended?: RunEnd | readonly RunEnd[] | "any";
  /** The reason why each criterion is not met, or `all` of them without a point. `any`: it may be met or not. */
  readonly lost?: "all" | "any" | Readonly<Partial<Record<CriterionId, string>>>;
  /** Points in all, from and to, where part of them is earned. */
  readonly points?: readonly [number, number];
  readonly problems?: readonly Pick<CellProblem, "cell" | "kind">[] | "any";
  /** Wall time it is given. */
  readonly timeoutS?: number;
}

export const kinds = ["honest", "cheats", "accidents"] as const;

export interface Submission {
  readonly kind: (typeof kinds)[number];
  /** `honest/axios` */
  readonly name: string;
  readonly expected: Expected;
  /** The source of each code cell, or the file's whole text. */
  readonly cells: readonly string[] | string;
}

interface Block {
  readonly place: string;
  readonly times: number;
  readonly code: string;
}

/** All that are kept, or those of one kind. */
export function listSubmissions(kind?: Submission["kind"]): Submission[] {
  return kinds
    .filter((each) => kind === undefined || each === kind)
    .flatMap((each) =>
      readdirSync(join(import.meta.dirname, each))
        .filter((file) => file.endsWith(".md"))
        .sort()
        .map((file) => readSubmission(`${each}/${basename(file, ".md")}`)),
    );
}

/** @param name with its folder: `cheats/made-up-rows` */
export function readSubmission(name: string): Submission {
  const kind = kinds.find((each) => name.startsWith(`${each}/`));
  if (!kind) throw new Error(`${name}: a submission is kept in one of ${kinds.join(", ")}`);
  const text = readText(name);
  const expected = JSON.parse(/^```json\n(.*?)^```$/ms.exec(text)?.[1] ?? "{}") as Expected;
  const blocks = readBlocks(text);
  const raw = blocks.find(({ place }) => place === "raw");
  return { kind, name, expected, cells: raw ? raw.code : withTools(assemble(name, blocks)) };
}

/**
 * The file as it is handed in.
 *
 * @param put what stands in the place of `@@NAME@@`
 */
export function toNotebook(
  { cells, expected }: Submission,
  put: Readonly<Record<string, string>> = {},
): string {
  const fill = (text: string) => text.replace(/@@([A-Z]+)@@/g, (_, name: string) => put[name] ?? "");
  if (typeof cells === "string") return fill(cells);
  const title = expected.language === "es" ? "# Tarea" : "# Homework";
  return JSON.stringify({
    cells: [
      { cell_type: "markdown", id: "title", metadata: {}, source: [title] },
      ...cells.map((source, index) => ({
        cell_type: "code",
        execution_count: null,
        id: `cell-${index + 1}`,
        metadata: {},
        outputs: [],
        source: fill(source).split(/(?<=\n)/),
      })),
    ],
    metadata: {
      kernelspec: { display_name: "TypeScript (tslab)", language: "typescript", name: "tslab" },
      language_info: { file_extension: ".ts", mimetype: "text/typescript", name: "typescript" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  });
}

function assemble(name: string, blocks: readonly Block[]): string[] {
  const sources = (place: string) =>
    blocks
      .filter((block) => block.place === place)
      .flatMap(({ code, times }) => Array<string>(times).fill(code));
  if (blocks[0]?.place === "only") return [...sources("only"), ...sources("")];
  const skeleton = readBlocks(readText("skeleton"));
  const places = ["first", ...skeleton.map(({ place }) => place), "last"];
  const lost = blocks.find(({ place }) => !places.includes(place));
  if (lost) throw new Error(`${name}: no cell is called "${lost.place}", only ${places.join(", ")}`);
  return places.flatMap((place) => {
    const own = sources(place);
    return own.length > 0 ? own : skeleton.filter((block) => block.place === place).map(({ code }) => code);
  });
}

function withTools(cells: string[]): string[] {
  if (!cells.some((code) => /\b(leak|tryTo)\(/.test(code))) return cells;
  return [...readBlocks(readText("tools")).map(({ code }) => code), ...cells];
}

function readBlocks(text: string): Block[] {
  const fences = text.matchAll(/^```(?:typescript|text) ?(\w*)(?: times=(\d+))?\n(.*?)^```$/gms);
  return [...fences].map(([, place = "", times = "1", code = ""]) => ({
    place,
    times: Number(times),
    code: code.replace(/\n$/, ""),
  }));
}

function readText(name: string): string {
  return readFileSync(join(import.meta.dirname, `${name}.md`), "utf8");
}
