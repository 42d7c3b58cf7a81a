import type { Language } from "@async-lab/notebook";
import type { Output } from "../command-line.js";
import { messages } from "../messages/index.js";
import { showStatusLine } from "../status-line.js";

const redrawMs = 500;
const barWidth = 24;

/** Shows how far the grading is, and whose work is being graded: a line that moves on a terminal, else plain lines. */
export interface ProgressBar extends Disposable {
  start(label: string): void;
  /** @param result "95 of 100", or why it was not graded */
  end(label: string, result: string): void;
  /** It was stopped, and is still to be graded. */
  stop(label: string): void;
}

/**
 * Makes the bar.
 *
 * @param total how many submissions
 * @example
 * using bar = showProgressBar(process.stdout, 40, "en");
 * bar.start("Ana (123)");
 */
export function showProgressBar(output: Output, total: number, language: Language): ProgressBar {
  const startedAt = performance.now();
  const running = new Set<string>();
  let done = 0;
  /** Graded in this run: the cached ones are reported at once, and say nothing of how long the others take. */
  let worked = 0;
  /** When the last of them ended: until the next one does, nothing new is known, and the time left only falls. */
  let judgedAt = startedAt;

  function format(): string {
    const full = Math.round((done / Math.max(total, 1)) * barWidth);
    const bar = `[${"#".repeat(full)}${"-".repeat(barWidth - full)}]`;
    const left = estimate();
    return [`${bar} ${done}/${total}`, ...(left ? [left] : []), Array.from(running).join(", ")].join("  ");
  }

  function estimate(): string | undefined {
    if (worked === 0 || done >= total) return undefined;
    const eachMs = (judgedAt - startedAt) / worked;
    // Those that have not begun will take that long in any case.
    const minMs = eachMs * (total - done - running.size);
    const leftMs = Math.max(minMs, eachMs * (total - done) - (performance.now() - judgedAt));
    if (leftMs <= 0) return undefined;
    return messages(language).grade.timeLeft(
      leftMs < 90_000 ? `${Math.max(1, Math.round(leftMs / 1000))} s` : messages(language).page.span(leftMs),
    );
  }

  const line = showStatusLine(output, redrawMs, format);
  return {
    start(label) {
      running.add(label);
      line.draw();
    },
    end(label, result) {
      if (running.delete(label)) {
        worked += 1;
        judgedAt = performance.now();
      }
      done += 1;
      if (line.isShown) line.draw();
      else output.write(`${done}/${total}  ${label}: ${result}\n`);
    },
    stop(label) {
      running.delete(label);
      line.draw();
    },
    [Symbol.dispose]: () => line[Symbol.dispose](),
  };
}
