import { words } from "../words/index.mjs";

const FRAMES = ["-", "\\", "|", "/"];

/**
 * Tells how the steps go: on a terminal one line that moves while a step runs, elsewhere one plain line for
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
      let ending = `  ${words().stepFailed}\n`;
      try {
        const value = await run();
        ending = "\n";
        return value;
      } finally {
        clearInterval(timer);
        output.write(`${alive ? "\r" : ""}  ${ending === "\n" ? "+" : "x"} ${label}${seconds()} s${ending}`);
      }
    },
  };
}
