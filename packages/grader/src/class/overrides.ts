import { readFile, writeFile } from "node:fs/promises";
import type { Language } from "@async-lab/notebook";
import { criterionIds, criterionPoints, totalPoints, type CriterionId } from "async-lab/checks";
import { messages } from "../messages/index.js";
import { codeOf, UsageError } from "../command-line.js";
import { findColumns, readCsv } from "./csv.js";

/** What the teacher decided instead of the grader, and why. */
export interface Override {
  /** Points for the whole homework, or those of single criteria. */
  readonly points: number | Readonly<Partial<Record<CriterionId, number>>>;
  /** In the order in which they were written. */
  readonly reasons: readonly string[];
}

/** Whom a row can be for. */
export interface WhoIsWho {
  /** The page of the one who has this id, code or page. */
  pageOf(id: string): string | undefined;
  /** Why the codes are not known, in one line. */
  readonly codesUnread?: string | undefined;
}

const columns = {
  id: ["id", "code", "codigo", "page", "pagina"],
  criterion: ["criterion", "criteria", "criterio"],
  points: ["points", "puntos", "score", "nota"],
  reason: ["reason", "motivo", "razon"],
} as const;

/**
 * Reads `overrides.csv`: a row for each decision, with `id`, `criterion` (empty: the whole homework), `points` and
 * `reason`. Where there is no such file, one is made with these names and nothing else; it is never overwritten.
 *
 * @param who whom a row can be for
 * @returns the overrides, by the page of the one they are for
 * @throws UsageError a line for each mistake: an override that is not applied must not go unnoticed
 */
export async function readOverrides(
  path: string,
  who: WhoIsWho,
  language: Language,
): Promise<ReadonlyMap<string, Override>> {
  try {
    return parseOverrides(await readFile(path), path, who, language);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    await writeFile(path, "\uFEFFid,criterion,points,reason\r\n", { flag: "wx" });
    return new Map();
  }
}

/** As {@link readOverrides}, of the file's bytes. */
export function parseOverrides(
  bytes: Uint8Array,
  path: string,
  who: WhoIsWho,
  language: Language,
): ReadonlyMap<string, Override> {
  const words = messages(language).overrides;
  const [header, ...rows] = readCsv(bytes);
  if (!header) return new Map();
  const at = findColumns(header.cells, columns);
  for (const name of ["id", "points", "reason"] as const)
    if (at[name] === undefined) throw new UsageError(words.noColumn(path, name, header.cells.join(", ")));

  const mistakes: string[] = [];
  const found = new Map<
    string,
    { total?: number; criteria: Partial<Record<CriterionId, number>>; reasons: string[] }
  >();
  for (const { line, cells, isMisquoted } of rows) {
    const cell = (index: number | undefined) => (index === undefined ? "" : (cells[index] ?? ""));
    const mistake = (what: string) => mistakes.push(words.mistake(path, line, what));
    const id = cell(at.id);
    const page = id === "" ? undefined : who.pageOf(id);
    const named = cell(at.criterion);
    const criterion = criterionIds.find((known) => known.toLowerCase() === named.toLowerCase());
    // Points with a decimal comma are written so where the list separator is a semicolon.
    const points = Number(cell(at.points).replace(",", ".") || NaN);
    const max = criterion ? criterionPoints[criterion] : totalPoints;
    const reason = cell(at.reason);
    if (isMisquoted) mistake(words.misquoted);
    else if (cells.slice(header.cells.length).some((surplus) => surplus !== "")) mistake(words.surplus);
    else if (page === undefined) mistake([words.unknownId(id), who.codesUnread].filter(Boolean).join(" "));
    else if (named !== "" && !criterion) mistake(words.unknownCriterion(named, criterionIds.join(", ")));
    else if (!(points >= 0 && points <= max)) mistake(words.badPoints(cell(at.points), max));
    else if (reason === "") mistake(words.noReason);
    else {
      const before = found.get(page) ?? { criteria: {}, reasons: [] };
      if (
        before.total !== undefined ||
        (criterion ? criterion in before.criteria : before.reasons.length > 0)
      )
        mistake(words.twice(id));
      else if (criterion) before.criteria[criterion] = points;
      else before.total = points;
      before.reasons.push(reason);
      found.set(page, before);
    }
  }
  if (mistakes.length > 0) throw new UsageError(mistakes.join("\n"));
  return new Map(
    Array.from(found, ([page, { total, criteria, reasons }]) => [
      page,
      { points: total ?? criteria, reasons },
    ]),
  );
}
