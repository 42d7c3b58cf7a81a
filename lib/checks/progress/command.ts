import { parseArgs } from "node:util";
import { setLanguage } from "@async-lab/notebook";
import { messages } from "../messages/index.js";
import { progressFile, readProgress } from "./progress-file.js";
import { listProgress, ProgressReport, type ProgressLine } from "./progress-report.js";

/** Where a command writes to. */
export interface Output {
  write(text: string): unknown;
}

/**
 * `npm run progress`: which exercises the learner has tried and solved.
 *
 * @param args what follows the command's name
 * @returns the exit code: 2 for an option that does not exist
 */
export async function showProgress(args: readonly string[], stdout: Output, stderr: Output): Promise<number> {
  const options = readOptions(args);
  if (typeof options === "string") {
    stderr.write(`${options}\n`);
    return 2;
  }
  const say = messages().progress;
  if (options.help) {
    stdout.write(`${say.help}\n`);
    return 0;
  }
  const path = progressFile();
  let lines: ProgressLine[];
  try {
    lines = await listProgress(readProgress(path));
  } catch (error) {
    stderr.write(`progress: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
  stdout.write(
    options.json ? `${JSON.stringify(lines, undefined, 2)}\n` : String(new ProgressReport(lines, path)),
  );
  return 0;
}

function readOptions(args: readonly string[]): { help: boolean; json: boolean } | string {
  const { tokens } = parseArgs({
    args: [...args],
    options: { help: { type: "boolean", short: "h" }, json: { type: "boolean" }, lang: { type: "string" } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const found = { help: false, json: false };
  let wrong: string | undefined;
  for (const token of tokens) {
    if (token.kind === "option" && token.name === "lang") {
      if (token.value === "en" || token.value === "es") setLanguage(token.value);
      else wrong ??= messages().progress.badLanguage(token.value ?? '""');
    } else if (token.kind === "option" && token.name === "help") found.help = true;
    else if (token.kind === "option" && token.name === "json") found.json = true;
    else if (token.kind === "option") wrong ??= messages().progress.badOption(token.rawName);
    else if (token.kind === "positional") wrong ??= messages().progress.badOption(token.value);
  }
  return wrong ?? found;
}
