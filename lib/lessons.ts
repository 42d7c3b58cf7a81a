/** The lessons as tests and materials read them: from notebooks/, as they are handed out. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { courseFolder } from "./course-folder.js";

export const languages = ["en", "es"] as const;

/** What Jupyter's slide metadata says of a cell; `-` goes on with the slide before. */
export type SlideType = "slide" | "subslide" | "fragment" | "skip" | "notes" | "-";

export interface Cell {
  readonly id: string;
  readonly type: "code" | "markdown";
  readonly source: string;
  readonly tags: readonly string[];
  readonly slide: SlideType;
}

export interface Lesson {
  readonly language: (typeof languages)[number];
  /** For example `01-one-by-one`. */
  readonly name: string;
  readonly folder: string;
  readonly cells: readonly Cell[];
}

export interface Exercise {
  readonly id: string;
  /** Homework: it has hints and no solution; `readSolution` takes the one that is kept in `exercises/`. */
  readonly graded: boolean;
  readonly starter: Cell;
  readonly check: Cell;
  readonly help: Cell;
}

interface NotebookFile {
  readonly cells: readonly {
    readonly id: string;
    readonly cell_type: "code" | "markdown";
    readonly source: readonly string[];
    readonly metadata: {
      readonly tags?: readonly string[];
      readonly slideshow?: { readonly slide_type?: SlideType };
    };
  }[];
}

/** All lessons of a language, in order. */
export function readLessons(language: Lesson["language"]): Lesson[] {
  const folder = join(courseFolder(), "notebooks", language);
  return readdirSync(folder)
    .filter((file) => /^\d\d-.*\.ipynb$/.test(file))
    .sort()
    .map((file) => readNotebook(language, basename(file, ".ipynb")));
}

/** A notebook that is made from `course/`: a lesson, or `index`, the first page. */
export function readNotebook(language: Lesson["language"], name: string): Lesson {
  const folder = join(courseFolder(), "notebooks", language);
  const { cells } = JSON.parse(readFileSync(join(folder, `${name}.ipynb`), "utf8")) as NotebookFile;
  return {
    language,
    name,
    folder,
    cells: cells.map(({ id, cell_type, source, metadata }) => ({
      id,
      type: cell_type,
      source: source.join(""),
      tags: metadata.tags ?? [],
      slide: metadata.slideshow?.slide_type ?? "-",
    })),
  };
}

/** The exercises of a lesson: a starter, its check, and the folded help, one right after the other. */
export function findExercises({ name, cells }: Lesson): Exercise[] {
  return cells.flatMap((starter, index) => {
    if (!starter.tags.includes("exercise")) return [];
    const [check, help] = cells.slice(index + 1);
    const graded = /\bawait checkHomework\(/.test(check?.source ?? "");
    const id = graded ? name : /^await check\("([\w-]+)", \w+\);$/m.exec(check?.source ?? "")?.[1];
    if (!check?.tags.includes("check") || !id) {
      throw new Error(`${name}: the exercise ${JSON.stringify(starter.source)} has no check after it`);
    }
    if (help?.type !== "markdown") throw new Error(`${name}: no hints after the check of ${id}`);
    return [{ id, graded, starter, check, help }];
  });
}

/** What stands folded under an exercise: the title and the text of each `<details>`. */
export function readFolds(help: Cell): { title: string; text: string }[] {
  return [...help.source.matchAll(/<details>\n<summary>([^\n]+)<\/summary>\n\n(.+?)\n\n<\/details>/gs)].map(
    ([, title = "", text = ""]) => ({ title, text }),
  );
}

/** The solution's code, as it takes the place of the starter. */
export function readSolution({ id, graded, help }: Exercise): string {
  if (graded) return readKeptSolution(id);
  const code = /```typescript\n(.+?)```/s.exec(readFolds(help).at(-1)?.text ?? "")?.[1];
  if (!code) throw new Error(`the last fold holds no \`\`\`typescript block: ${help.source.slice(0, 80)}`);
  return code.trimEnd();
}

/** The first right answer that is kept, as a cell: what its imports and declarations stand for is in the notebook. */
function readKeptSolution(id: string): string {
  const folder = join(courseFolder(), "exercises", id, "right");
  const [file] = readdirSync(folder).sort();
  if (!file) throw new Error(`${folder} holds no answer`);
  const module = readFileSync(join(folder, file), "utf8");
  const lastOutside = [...module.matchAll(/^(?:import|declare) .+;\n/gm)].at(-1);
  const cell = module.slice(lastOutside ? lastOutside.index + lastOutside[0].length : 0);
  return cell.replaceAll(/^export /gm, "").trim();
}
