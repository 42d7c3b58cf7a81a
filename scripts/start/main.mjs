import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { openWorkingCopy } from "../lessons/working-copy.mjs";
import { UserError } from "../set-up/failure.mjs";
import { setUp } from "../set-up/index.mjs";
import { interrupted } from "../set-up/interrupted.mjs";
import { createProgress } from "../set-up/progress.mjs";
import { speak, words } from "../words/index.mjs";
import { findFreePort } from "./free-port.mjs";
import { startJupyterLab } from "./jupyter.mjs";
import { askedLanguage, readOptions } from "./options.mjs";
import { holdPracticeApi } from "./practice-api.mjs";

/** Opens the course, and stays until it is closed. */
export async function main(args) {
  // First, so that also a wrong option is told in the language that was asked for.
  speak(askedLanguage(args));
  const options = readOptions(args);
  if (options.help) {
    console.log(words().start.help);
    return 0;
  }
  const progress = createProgress();
  await setUp({ progress });
  const root = await openWorkingCopy(options.notebooks, progress.line);
  const opens = findFirst(root, options.lang);
  const port = await findFreePort(options.port, (used) => progress.line(words().start.portUsed(used)));

  const practiceApi = await progress.step(words().steps.practiceApi, () => holdPracticeApi());
  try {
    if (!interrupted.aborted) await runJupyterLab({ ...options, root, opens, port }, progress, practiceApi);
  } finally {
    await practiceApi.stop();
  }
  progress.line(words().start.stopped);
  return 0;
}

async function runJupyterLab(options, progress, practiceApi) {
  const token = process.env.JUPYTER_TOKEN || randomBytes(24).toString("hex");
  const jupyter = startJupyterLab({ ...options, token });
  practiceApi.watch(jupyter.pid);
  try {
    await progress.step(words().steps.jupyterLab, () => jupyter.answering({ signal: interrupted }));
    if (!interrupted.aborted) {
      progress.line(words().start.ready(jupyter.address, practiceApi.address));
      await Promise.race([once(interrupted, "abort"), jupyter.died]);
      if (!interrupted.aborted) throw new UserError(jupyter.whatItSaid());
    }
    progress.line(words().start.stopping);
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
  if (first === undefined) throw new UserError(words().start.noNotebook(folder));
  return `${lang}/${first}`;
}
