import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { openWorkingCopy } from "../lessons/working-copy.mjs";
import { UserError } from "../set-up/failure.mjs";
import { exclusively } from "../set-up/exclusive.mjs";
import { setUp } from "../set-up/index.mjs";
import { interrupted } from "../set-up/interrupted.mjs";
import { stateFolder } from "../set-up/paths.mjs";
import { createProgress } from "../set-up/progress.mjs";
import { speak, words } from "../words/index.mjs";
import { findFreePort } from "./free-port.mjs";
import { tokenFile } from "./jupyter-settings.mjs";
import { startJupyterLab } from "./jupyter.mjs";
import { keepToken } from "./kept-token.mjs";
import { askedLanguage, readOptions } from "./options.mjs";
import { holdPracticeApi } from "./practice-api.mjs";

/** Opens the course, and stays until it is closed. */
export async function main(args) {
  // First, so that a wrong option, too, is reported in the language that was asked for.
  speak(askedLanguage(args));
  const options = readOptions(args);
  if (options.help) {
    console.log(words().start.help);
    return 0;
  }
  await openLab(options);
  return 0;
}

/**
 * Sets up what is missing, opens JupyterLab on the learner's notebooks, and stays until it is closed.
 *
 * @param options from `readOptions`; what else `startJupyterLab` takes may be among them
 * @param steps what to set up, by default what the course needs
 * @param opens name of the notebook it opens, without its folder; by default the first page
 */
export async function openLab(options, { steps, opens: name } = {}) {
  const progress = createProgress();
  await setUp({ progress, steps });
  const root = await openWorkingCopy(options.notebooks, progress.line);
  const opens = findNotebook(root, options.lang, name);

  try {
    const practiceApi = await progress.step(words().steps["practice-api"], () => holdPracticeApi());
    try {
      if (!interrupted.aborted) await runJupyterLab({ ...options, root, opens }, progress, practiceApi);
    } finally {
      await practiceApi.stop();
    }
  } catch (error) {
    // Whatever Ctrl-C cut short says so in its own way; one line is enough.
    if (!interrupted.aborted) throw error;
  }
  progress.line(words().start.stopped);
}

async function runJupyterLab(options, progress, practiceApi) {
  const jupyter = await startOnFreePort(options, progress, practiceApi);
  try {
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

/**
 * Starts JupyterLab on the first port from the wished-for one on that is free, and stays so until it listens.
 *
 * Starts of one folder do this one after the other: their servers have the same token, and one would take the other's
 * answer for its own.
 */
function startOnFreePort(options, progress, practiceApi) {
  const token = process.env.JUPYTER_TOKEN || keepToken(tokenFile);
  const report = (used) => progress.line(words().start.portUsed(used));
  const start = async () => {
    for (let { port } = options; ; port++) {
      port = await findFreePort(port, report);
      const jupyter = startJupyterLab({ ...options, port, token });
      practiceApi.watch(jupyter.pid);
      try {
        const answers = await progress.step(words().steps.jupyterlab, () =>
          jupyter.answering({ signal: interrupted }),
        );
        if (answers || interrupted.aborted) return jupyter;
        report(port);
      } catch (error) {
        await jupyter.stop();
        throw error;
      }
      practiceApi.forget(jupyter.pid);
    }
  };
  return exclusively(join(stateFolder, "jupyter", "start.lock"), start, {
    signal: interrupted,
    onWait: (pid) => progress.line(words().start.waiting(pid)),
  });
}

function findNotebook(root, lang, name) {
  const folder = join(root, lang);
  const notebooks = existsSync(folder) ? readdirSync(folder).filter((each) => each.endsWith(".ipynb")) : [];
  const found =
    notebooks.find((each) => each === (name ?? "index.ipynb")) ?? (name ? undefined : notebooks.sort()[0]);
  if (found === undefined) throw new UserError(words().start.noNotebook(join(folder, name ?? "")));
  return `${lang}/${found}`;
}
