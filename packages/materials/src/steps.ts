/** Where the steps are shown. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Shows steps that run side by side. */
export interface Steps {
  /**
   * Runs a step, and writes a line with its seconds when it ended.
   *
   * @param title asked for each time that it is shown
   * @throws what `work` throws
   */
  run<T>(title: () => string, work: () => Promise<T>): Promise<T>;
}

const clear = "\r\u001b[2K";
const redrawMs = 250;

/**
 * Shows on a terminal what runs and for how long, in one line that moves; elsewhere only a line for each step that ended,
 * as set-up does.
 *
 * @param failed the word for a step that failed
 * @example await showSteps(process.stdout, signal, "failed").run(() => "guide, en", makeGuide);
 */
export function showSteps(output: Output, signal: AbortSignal, failed: string): Steps {
  const isAlive = output.isTTY === true && process.env["TERM"] !== "dumb";
  const running = new Map<() => string, number>();
  let timer: NodeJS.Timeout | undefined;

  const secondsSince = (startedAt: number) => ((performance.now() - startedAt) / 1000).toFixed(1);
  const draw = () => {
    const texts = [...running].map(([title, startedAt]) => `${title()} ${secondsSince(startedAt)} s`);
    // What is longer than the line would be drawn below itself, again and again.
    if (isAlive) output.write(`${clear}  ${texts.join("   ").slice(0, 76)}`);
  };
  const write = (mark: string, title: () => string, startedAt: number, ending = "") => {
    const line = `  ${mark} ${title().padEnd(32)}${secondsSince(startedAt).padStart(5)} s${ending}\n`;
    output.write(isAlive ? clear + line : line);
  };
  return {
    async run(title, work) {
      const startedAt = performance.now();
      running.set(title, startedAt);
      timer ??= isAlive ? setInterval(draw, redrawMs) : undefined;
      draw();
      try {
        const value = await work();
        write("+", title, startedAt);
        return value;
      } catch (error) {
        // One line says that all was stopped: it is no failure of the step.
        if (signal.aborted) write("-", title, startedAt);
        else write("x", title, startedAt, `  ${failed}`);
        throw error;
      } finally {
        running.delete(title);
        if (running.size > 0) draw();
        else {
          clearInterval(timer);
          timer = undefined;
        }
      }
    },
  };
}
