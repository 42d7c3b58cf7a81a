import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { previousEnded } from "./command.mjs";
import { exclusively } from "./exclusive.mjs";
import { Interrupted, UserError } from "./failure.mjs";
import { interrupted } from "./interrupted.mjs";
import { kernelspec } from "./kernelspec.mjs";
import { npmPackages } from "./npm-packages.mjs";
import { setUpFolder } from "./paths.mjs";
import { createProgress } from "./progress.mjs";
import { imagePackages, pythonEnvironment, pythonPackages } from "./python-environment.mjs";
import { isSealed, seal } from "./seal.mjs";
import { words } from "../words/index.mjs";

// In this order: each one needs the ones before it.
export const STEPS = [pythonEnvironment, pythonPackages, npmPackages, build, kernelspec];
/** The same for a container's image, which is never set up again. */
export const IMAGE_STEPS = [pythonEnvironment, imagePackages, npmPackages, build, kernelspec, seal];

/**
 * Brings the clone up to date: whatever is missing, half-made or older than its lock is made; the rest stays.
 *
 * A step knows by itself whether it is done, and notes so only after it ended, so that an interrupted set-up
 * is taken up again by the next one.
 *
 * @param options.progress from `createProgress`
 * @param options.steps which steps; by default all
 * @param options.signal stops it
 * @param options.folder where the logs lie, and the lock that keeps two set-ups of one clone apart
 * @throws UserError one line: which step, what failed, what to do
 */
export async function setUp({
  progress = createProgress(),
  steps = STEPS,
  signal = interrupted,
  folder = setUpFolder,
} = {}) {
  if (isSealed() || steps.every((step) => step.isDone())) return;
  await exclusively(join(folder, "set-up.lock"), () => runSteps(steps, { progress, signal, folder }), {
    signal,
    onWait: (pid) => progress.line(words().setUp.waiting(pid)),
  });
}

async function runSteps(steps, { progress, signal, folder }) {
  for (const step of steps) {
    if (step.isDone()) continue;
    if (signal.aborted) throw new Interrupted();
    const log = join(folder, "logs", `${step.name}.log`);
    const title = words().steps[step.name] ?? step.name;
    await previousEnded(log);
    rmSync(log, { force: true });
    try {
      await progress.step(title, () => step.run({ log, signal }));
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      const reason = error instanceof UserError ? error.message : `${error.message}.`;
      throw new UserError(words().setUp.stoppedAt(title, reason), { cause: error });
    }
  }
}
