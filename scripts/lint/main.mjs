import { existsSync } from "node:fs";
import { join } from "node:path";
import { findCommand } from "../run/find-command.mjs";
import { runVisibly } from "../run/run-visibly.mjs";
import { setUp } from "../set-up/index.mjs";
import { interrupted } from "../set-up/interrupted.mjs";
import { course } from "../set-up/paths.mjs";
import { createProgress } from "../set-up/progress.mjs";

const CHECKS = [
  { title: "types (tsc)", command: ["tsc", "--noEmit"] },
  { title: "rules (eslint)", command: ["eslint", ".", "--max-warnings=0"] },
  { title: "rules in the lessons' cells", command: ["scripts/lint/cells.mjs"], needs: "course" },
  { title: "format (prettier)", command: ["prettier", "--check", "--log-level=warn", "."] },
];

/** Runs every check, also after one failed, and says at the end which did. */
export async function main() {
  const progress = createProgress();
  await setUp({ progress });
  const failed = [];
  for (const { title, command, needs } of CHECKS) {
    if (interrupted.aborted) return 130;
    if (needs && !existsSync(join(course, needs))) continue;
    const startedAt = performance.now();
    const [program, ...first] = findCommand(command[0]);
    const code = await runVisibly(program, [...first, ...command.slice(1)]);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(5);
    progress.line(`  ${code === 0 ? "+" : "x"} ${title.padEnd(32)}${seconds} s`);
    if (code !== 0) failed.push(title);
  }
  if (failed.length > 0) console.error(`Lint failed: ${failed.join(", ")}.`);
  return failed.length > 0 ? 1 : 0;
}
