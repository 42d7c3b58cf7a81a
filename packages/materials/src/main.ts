/**
 * Makes the materials: `main.js --python FILE --words en|es --lang en,es --only guide,slides,site,notebooks`, as
 * scripts/materials/main.mjs calls it, which has checked the options and lets one run at a time.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { constants, availableParallelism } from "node:os";
import { dirname, join, relative } from "node:path";
import { inspect, parseArgs } from "node:util";
import { courseFolder, stateFolder, venvCommand } from "async-lab/course";
import { languages } from "async-lab/lessons";
import { build, type Task } from "./build.js";
import { buildDate } from "./build-date.js";
import { executeLessons } from "./execute/index.js";
import { listMaterials } from "./materials.js";
import { messages } from "./messages.js";
import { showSteps } from "./steps.js";

const known = {
  python: { type: "string", default: "" },
  words: { type: "string", default: "en" },
  lang: { type: "string", default: "" },
  only: { type: "string", default: "" },
} as const;
const { python, words, lang, only } = parseArgs({ options: known }).values;

const course = courseFolder();
const output = join(course, "dist", "materials");
const cache = join(course, "dist", "materials-cache");
const log = join(stateFolder(), "logs", "materials.log");
const say = messages(words === "es" ? "es" : "en");
const signal = watchStopSignals();
const steps = showSteps(process.stdout, signal, say.failed);
const asked = languages.filter((language) => lang.split(",").includes(language));

try {
  const date = await buildDate(course);
  const execute = () => executeShown(date);
  const { made, failures } = await build({
    ...{ course, python, output, cache, signal },
    materials: listMaterials(course).filter(({ name }) => only.split(",").includes(name)),
    languages: asked,
    date,
    atOnce: availableParallelism(),
    executeLessons: execute,
    step: (task, make) => steps.run(() => titleOf(task), make),
  });
  for (const failure of failures) fail(failure.error, titleOf(failure));
  if (failures.length === 0) {
    const folder = relative(course, output);
    console.log(made > 0 ? say.made(folder) : say.upToDate(folder));
  }
} catch (error) {
  if (signal.aborted) {
    console.error(say.stopped);
    process.exitCode = 128 + constants.signals[signal.reason as NodeJS.Signals];
  } else fail(error);
}

function titleOf({ material, language }: Task): string {
  return `${say.materials[material.name]}, ${language}`;
}

/** One line on the terminal; all that is known of the error in the log. */
function fail(error: unknown, what?: string): void {
  const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  mkdirSync(dirname(log), { recursive: true });
  writeFileSync(log, `${inspect(error)}\n\n`, { flag: process.exitCode === 1 ? "a" : "w" });
  const where = what === undefined ? "" : `${what}: `;
  console.error(say.notMade(where + reason.replace(/\.$/, ""), log));
  process.exitCode = 1;
}

/** Executes what has changed; where that is nothing, there is no line of it. */
async function executeShown(date: Date): ReturnType<typeof executeLessons> {
  let [done, of] = [0, 0];
  const lessons = executeLessons(asked, {
    ...{ course, signal, date },
    cacheFolder: join(cache, "lessons"),
    python: venvCommand("python"),
    onProgress: (progress) => ({ done, of } = progress),
  });
  if (done > 0 && done === of) return lessons;
  return steps.run(
    () => say.lessons(done, of),
    () => lessons,
  );
}

/**
 * A signal that is aborted, with the system's signal as its reason, once this process is to end: a person or the system
 * asks for it, or the one that started it is gone. The handlers stay: a second Ctrl-C must not cut off the cleaning up.
 */
function watchStopSignals(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => controller.abort(name));
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) controller.abort("SIGTERM");
  }, 500).unref();
  return controller.signal;
}
