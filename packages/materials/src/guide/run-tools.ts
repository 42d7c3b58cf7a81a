import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { callBlock } from "./typst.js";
import type { Part } from "./write-appendix.js";

/** What Pandoc reads: CommonMark, as Jupyter does, with tables and with what the guide itself writes. */
const format = "commonmark+pipe_tables+attributes+raw_attribute";
const script = fileURLToPath(new URL("../../python/make_guide.py", import.meta.url));

interface PandocOptions {
  readonly python: string;
  /** The Lua filter. */
  readonly filter: string;
  /** What links may lead to. */
  readonly lessons: readonly string[];
  /** Where its input is written. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Turns each part from Markdown into Typst; all of them in one run, since Pandoc takes longer to start than to work. */
export async function toTypst(parts: readonly Part[], options: PandocOptions): Promise<Part[]> {
  const { python, filter, lessons, folder, signal } = options;
  const find = ["-c", "import pypandoc; print(pypandoc.get_pandoc_path())"];
  const pandoc = (await run("Pandoc", python, find, { signal })).trim();
  const input = join(folder, "guide.md");
  await writeFile(
    input,
    parts.map(({ name, body }) => `${callBlock(`part("${name}")`)}\n\n${body}\n`).join("\n"),
  );
  const args = ["--from", format, "--to", "typst", "--wrap", "none", "--lua-filter", filter, input];
  const typst = await run("Pandoc", pandoc, args, { signal, env: { LESSONS: ` ${lessons.join(" ")} ` } });
  const found = typst.split(/^#part\("([^"]+)"\)$/m).slice(1);
  return parts.map(({ name }, index) => {
    if (found[2 * index] !== name) throw new Error(`guide, ${name}: Pandoc lost the beginning of this part`);
    return { name, body: (found[2 * index + 1] ?? "").trim() + "\n" };
  });
}

interface TypstOptions {
  /** The path of the Typst file. */
  readonly source: string;
  /** The path of the PDF. */
  readonly output: string;
  readonly python: string;
  readonly date: Date;
  readonly signal: AbortSignal;
}

/** Makes the PDF; Typst checks that it is PDF/UA-1. */
export async function makePdf({ source, output, python, date, signal }: TypstOptions): Promise<void> {
  const seconds = Math.floor(date.getTime() / 1000);
  await run("Typst", python, [script, source, output, String(seconds)], { signal });
}

async function run(
  tool: string,
  file: string,
  args: readonly string[],
  { signal, env = {} }: { readonly signal: AbortSignal; readonly env?: Readonly<Record<string, string>> },
): Promise<string> {
  const options = { signal, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
  try {
    return (await promisify(execFile)(file, args, options)).stdout;
  } catch (error) {
    signal.throwIfAborted();
    const { stderr = "", message } = error as Error & { readonly stderr?: string };
    const line = stderr.trim().split("\n").at(-1) || message.split("\n")[0];
    throw new Error(`guide: ${tool} failed: ${line}`, { cause: error });
  }
}
