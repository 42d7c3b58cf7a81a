/** The answers that lie beside each exercise, right ones and wrong ones, and how one is judged. */
import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { check, findExercises, type Outcome, type Verdict } from "async-lab/checks";

/** An answer, and what it must be told. */
export interface AnswerFixture {
  readonly default: unknown;
  readonly outcome?: Outcome;
  readonly rule?: string;
}

/** The names of the answers to one exercise. */
export interface FixtureNames {
  readonly id: string;
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

const folder = join(import.meta.dirname, "..", "exercises");

/** All answers, by exercise. */
export async function listFixtures(): Promise<readonly FixtureNames[]> {
  const exercises = await findExercises();
  return await Promise.all(
    exercises.map(async ({ id }) => ({ id, right: await list(id, "right"), wrong: await list(id, "wrong") })),
  );
}

/** @param path below the exercise's folder: `right/got.ts`, or `wrong/only-success` of the table in `wrong/table.ts` */
export async function loadFixture(id: string, path: string): Promise<AnswerFixture> {
  const [, file = "", query = ""] = /^([^?]*)(.*)$/.exec(path) ?? [];
  if (file.endsWith(".ts")) return (await import(join(folder, id, path))) as AnswerFixture;
  const fixture = (await loadTable(id, dirname(file), query))[basename(file)];
  if (!fixture) throw new Error(`exercises/${id}: no answer "${path}"`);
  return fixture;
}

type Table = Readonly<Record<string, AnswerFixture>>;

async function loadTable(id: string, kind: string, query = ""): Promise<Table> {
  const { table } = (await import(join(folder, id, kind, `table.ts${query}`))) as { readonly table: Table };
  return table;
}

/** Judges an answer. */
export async function judge(id: string, { default: answer }: AnswerFixture): Promise<Verdict> {
  // Which answer belongs to which exercise is the folders' business here, not the compiler's.
  return await (check as (id: string, answer: unknown) => Promise<Verdict>)(id, answer);
}

/** Each file is an answer, but `table.ts`, which holds those that differ in little. */
async function list(id: string, kind: "right" | "wrong"): Promise<string[]> {
  const files = (await readdir(join(folder, id, kind))).filter((name) => name.endsWith(".ts"));
  const others = files.includes("table.ts") ? Object.keys(await loadTable(id, kind)) : [];
  return [...files.filter((name) => name !== "table.ts"), ...others].sort();
}
