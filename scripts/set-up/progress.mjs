import { words } from "../words/index.mjs";
import { Interrupted } from "./failure.mjs";
import { interrupted } from "./interrupted.mjs";

const FRAMES = ["-", "\\", "|", "/"];

/**
 * Shows how the steps go: on a terminal one line that moves while a step runs, elsewhere one plain line for
 * each finished step.
 *
 * @param output where to write
 */
export function createProgress(output = process.stdout) {
  const alive = output.isTTY === true && process.env.TERM !== "dumb";
  return {
    /** Writes one line. */
    line(text) {
      output.write(`${text}\n`);
    },
    /**
     * Runs a step and writes its seconds.
     *
     * @returns what `run` returned
     */
    async step(title, run) {
      const startedAt = performance.now();
      const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1).padStart(5);
      const label = title.padEnd(32);
      let frame = 0;
      const draw = () => output.write(`\r  ${FRAMES[frame++ % 4]} ${label}${seconds()} s`);
      if (alive) draw();
      const timer = alive ? setInterval(draw, 120) : undefined;
      const end = (mark, ending = "") => {
        clearInterval(timer);
        output.write(`${alive ? "\r" : ""}  ${mark} ${label}${seconds()} s${ending}\n`);
      };
      try {
        const value = await run();
        end(interrupted.aborted ? "-" : "+");
        return value;
      } catch (error) {
        // One line says that all was stopped: it is no failure of the step.
        if (interrupted.aborted || error instanceof Interrupted) end("-");
        else end("x", `  ${words().stepFailed}`);
        throw error;
      }
    },
  };
}
