import { randomUUID } from "node:crypto";
import { clearLine, cursorTo } from "node:readline";
import { escapeHtml, findShowDisplay, language, type MimeBundle } from "@async-lab/notebook";
import { formatDuration, formatNumber } from "./format.js";
import type { Counts } from "./recorder.js";
import { inLanguage } from "./words.js";

/** Where a recording stands. */
export interface ProgressState {
  readonly name: string;
  readonly counts: Readonly<Counts>;
  /** How many requests are expected, where somebody said so. */
  readonly total: number | undefined;
  readonly elapsedMs: number;
}

// 8 redraws a second, so that the last one, which does not wait for its turn, makes 10 at most.
const redrawMs = 125;

/** How a recording ended: what it ran is done, has thrown, or has no end, since the cell was stopped. */
export type Ending = "done" | "failed" | "stopped";

/**
 * Draws a progress bar and redraws it in place: under the cell in a notebook, else in a terminal's last line;
 * nowhere when stderr is not a terminal.
 *
 * @param state asked whenever the bar is drawn
 * @returns draws the last state and ends
 */
export function showProgress(state: () => ProgressState): (ending: Ending) => void {
  const draw = notebookBar(state) ?? terminalLine(state);
  if (!draw) return () => {};
  draw();
  // A timer belongs to the cell that set it, whereas the events of a request may come from another one's.
  const timer = setInterval(() => draw(), redrawMs).unref();
  return (ending) => {
    clearInterval(timer);
    draw(ending);
  };
}

type Draw = (ending?: Ending) => void;

function notebookBar(state: () => ProgressState): Draw | undefined {
  const show = findShowDisplay();
  if (!show) return undefined;
  const displayId = `async-lab-progress-${randomUUID()}`;
  const whenStopped = () => renderProgress(state(), "stopped");
  let update = false;
  return (ending) => {
    show(renderProgress(state(), ending), { displayId, update, ...(ending ? {} : { whenStopped }) });
    update = true;
  };
}

function terminalLine(state: () => ProgressState): Draw | undefined {
  if (!process.stderr.isTTY) return undefined;
  return (ending) => {
    clearLine(process.stderr, 0);
    cursorTo(process.stderr, 0);
    const now = state();
    process.stderr.write(`${now.name}: ${describeProgress(now, ending).join(" · ")}${ending ? "\n" : ""}`);
  };
}

/** The bar as HTML and as text. */
export function renderProgress(state: ProgressState, ending?: Ending): MimeBundle {
  const parts = describeProgress(state, ending);
  const { done, failed } = state.counts;
  const total = totalOf(state, ending);
  const range =
    total === undefined ? "" : ` aria-valuemin="0" aria-valuemax="${total}" aria-valuenow="${done + failed}"`;
  const [blue, vermillion] = ["#0072B2", "#D55E00"];
  const shares: readonly Share[] =
    total === undefined
      ? moveBlock(state.elapsedMs, blue)
      : [
          { percent: (100 * done) / total, color: blue },
          { percent: (100 * failed) / total, color: vermillion },
        ];
  return {
    "text/html":
      `<div role="progressbar" aria-label="${escapeHtml(state.name)}"${range} aria-valuetext="${parts.join(", ")}" ` +
      `style="max-width:640px"><strong>${escapeHtml(state.name)}</strong>: ${parts.join(" · ")}${total === 0 || (total === undefined && ending) ? "" : drawBar(shares)}</div>`,
    "text/plain": parts[0],
  };
}

/** A piece of the bar; without a color it is empty. */
interface Share {
  readonly percent: number;
  readonly color?: string;
}

const blockPercent = 20;
const crossingMs = 1500;

/** Where nobody said how many there will be, a block goes to and fro: it stands still when the event loop does. */
function moveBlock(elapsedMs: number, color: string): readonly Share[] {
  const crossings = elapsedMs / crossingMs;
  const way = crossings % 1;
  const at = Math.floor(crossings) % 2 === 0 ? way : 1 - way;
  return [{ percent: at * (100 - blockPercent) }, { percent: blockPercent, color }];
}

/** Plain colors and floats only: of a reopened notebook's outputs JupyterLab keeps no other styles. */
function drawBar(shares: readonly Share[]): string {
  const pieces = shares.map(
    ({ percent, color }) =>
      `<div style="float:left;height:10px;width:${percent.toFixed(1)}%${color ? `;background-color:${color}` : ""}"></div>`,
  );
  // An outline, not a ground: it stands out in a light theme and in a dark one.
  return `<div style="height:10px;margin-top:4px;border:1px solid #888888">${pieces.join("")}</div>`;
}

/** First how much is done, then the rest. */
function describeProgress(state: ProgressState, ending?: Ending): [string, ...string[]] {
  const { counts, elapsedMs } = state;
  const spoken = language();
  const words = inLanguage();
  const number = (value: number) => formatNumber(value, spoken);
  const total = totalOf(state, ending);
  const elapsed = formatDuration(elapsedMs, spoken);
  const tell =
    ending === "stopped" ? words.stopped : ending === "failed" ? words.failedRun : (text: string) => text;
  if (ending && counts.started === 0 && !state.total) return [tell(words.none), elapsed];

  const done =
    total === undefined ? words.done(number(counts.done)) : words.doneOf(number(counts.done), number(total));
  const parts: [string, ...string[]] = [tell(done)];
  if (counts.failed > 0) parts.push(words.failed(number(counts.failed)));
  if (ending && ending !== "done" && counts.open > 0) parts.push(words.unfinished(number(counts.open)));
  parts.push(elapsed);
  const settled = counts.done + counts.failed;
  if (!ending && total !== undefined && settled > 0 && settled < total) {
    parts.push(words.remaining(formatDuration((elapsedMs / settled) * (total - settled), spoken)));
  }
  return parts;
}

/** When all is done and nobody said how many there would be, those that were made are all. */
function totalOf({ counts, total }: ProgressState, ending?: Ending): number | undefined {
  const settled = counts.done + counts.failed;
  if (total !== undefined) return Math.max(total, settled);
  return ending === "done" ? settled + counts.open : undefined;
}
