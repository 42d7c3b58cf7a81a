import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../set-up/failure.mjs";
import { setUp } from "../set-up/index.mjs";
import { interrupted } from "../set-up/interrupted.mjs";
import { course } from "../set-up/paths.mjs";
import { createProgress } from "../set-up/progress.mjs";
import { findFreePort } from "./free-port.mjs";
import { startJupyterLab } from "./jupyter.mjs";
import { HELP, readOptions } from "./options.mjs";
import { holdPracticeApi } from "./practice-api.mjs";

/** Opens the course, and stays until it is closed. */
export async function main(args) {
  const options = readOptions(args);
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const progress = createProgress();
  await setUp({ progress });
  const root = options.notebooks ?? join(course, "notebooks");
  const opens = findFirst(root, options.lang);
  const port = await findFreePort(options.port, (used) => progress.line(`Port ${used} is in use.`));

  const practiceApi = await progress.step("practice API", () => holdPracticeApi());
  try {
    if (!interrupted.aborted) await runJupyterLab({ ...options, root, opens, port }, progress, practiceApi);
  } finally {
    await practiceApi.stop();
  }
  progress.line("Stopped.");
  return 0;
}

async function runJupyterLab(options, progress, practiceApi) {
  const jupyter = startJupyterLab({ ...options, token: randomBytes(24).toString("hex") });
  practiceApi.watch(jupyter.pid);
  try {
    await progress.step("JupyterLab", () => jupyter.answering({ signal: interrupted }));
    if (!interrupted.aborted) {
      progress.line(
        `\n  ${jupyter.address}\n\nThe practice API is at ${practiceApi.address}. Ctrl-C stops everything.`,
      );
      await Promise.race([once(interrupted, "abort"), jupyter.died]);
      if (!interrupted.aborted) throw new UserError(jupyter.whatItSaid());
    }
    progress.line("\nStopping ...");
  } finally {
    await jupyter.stop();
    practiceApi.forget(jupyter.pid);
  }
}

function findFirst(root, lang) {
  const folder = join(root, lang);
  const first = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(".ipynb"))
        .sort()[0]
    : undefined;
  if (first === undefined) throw new UserError(`There is no notebook in ${folder}.`);
  return `${lang}/${first}`;
}
