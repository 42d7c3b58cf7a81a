import type { Language } from "@async-lab/notebook";
import { widthOf, type Output } from "./command-line.js";
import { messages } from "./messages/index.js";

/** A line on a terminal that is drawn over and over; elsewhere there is none. Disposed, it is gone. */
export interface StatusLine extends Disposable {
  readonly isShown: boolean;
  /** Draws what the line says now. */
  draw(): void;
}

const clear = "\r\u001b[2K";

/**
 * Shows a line and redraws it.
 *
 * @param redrawMs real ms from one to the next
 * @param textOf what the line says at the moment; it is cut off where the terminal ends
 * @example
 * using line = showStatusLine(process.stdout, 500, () => `${done} of 40`);
 */
export function showStatusLine(output: Output, redrawMs: number, textOf: () => string): StatusLine {
  if (output.isTTY !== true || process.env["TERM"] === "dumb")
    return { isShown: false, draw: () => {}, [Symbol.dispose]: () => {} };
  let drawn: string | undefined;
  const draw = () => {
    const characters = Array.from(textOf());
    const width = widthOf(output) - 1;
    const line = characters.length > width ? [...characters.slice(0, width - 1), "…"] : characters;
    const text = line.join("");
    if (text !== drawn) output.write(clear + text);
    drawn = text;
  };
  const timer = setInterval(draw, redrawMs);
  timer.unref();
  draw();
  return {
    isShown: true,
    draw,
    [Symbol.dispose]() {
      clearInterval(timer);
      output.write(clear);
    },
  };
}

const frames = ["-", "\\", "|", "/"];

/** Shows on a terminal that something is going on, and for how long. */
export function showSpinner(output: Output, language: Language): Disposable {
  const startedAt = performance.now();
  let frame = 0;
  return showStatusLine(output, 250, () => {
    const seconds = Math.floor((performance.now() - startedAt) / 1000);
    const elapsed = seconds < 1 ? "" : messages(language).submit.elapsed(`${seconds} s`);
    return `  ${frames[frame++ % frames.length] ?? ""} ${elapsed}`;
  });
}
