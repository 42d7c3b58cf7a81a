import { findShowDisplay, showDisplaySymbol, type MimeBundle, type ShowDisplay } from "@async-lab/notebook";
import { currentCell, isStopped, type CellContext } from "./cell-context.js";
import type { InputPrompt } from "./input.js";
import type { CellOutput } from "./output.js";
import { showValue, toJsonBundle } from "./show-value.js";
import { setDisplayWriter } from "./tslab.js";

/**
 * Lets code draw under its cell, and ask: the course's library through `findShowDisplay`, tslab's `display`, and the
 * global `input`.
 *
 * @returns draws for the last time what a stopped cell, or without one every cell, was still to redraw
 */
export function connectDisplays(output: CellOutput, prompt: InputPrompt): (cell?: CellContext) => void {
  const live = new Map<string, { readonly cell: CellContext; readonly whenStopped: () => MimeBundle }>();
  const show: ShowDisplay = (data, { displayId, update = false, whenStopped } = {}) => {
    const cell = currentCell();
    if (!cell) return;
    const transient = displayId === undefined ? {} : { display_id: displayId };
    const type = update ? "update_display_data" : "display_data";
    output.send(cell, type, { data: toJsonBundle(data), metadata: {}, transient });
    if (displayId === undefined) return;
    if (whenStopped && !isStopped(cell)) live.set(displayId, { cell, whenStopped });
    else live.delete(displayId);
  };
  const drawLast = (stopped?: CellContext) => {
    for (const [display_id, { cell, whenStopped }] of live) {
      if (stopped && cell !== stopped) continue;
      live.delete(display_id);
      const content = { data: toJsonBundle(whenStopped()), metadata: {}, transient: { display_id } };
      // Nothing else of a stopped cell is shown.
      output.send(cell, "update_display_data", content, true);
    }
  };
  const input = (question: unknown = "") =>
    prompt.ask(currentCell(), typeof question === "string" ? question : showValue(question));
  Object.assign(globalThis, { [showDisplaySymbol]: show, input });
  setDisplayWriter(({ data, transient }, update = false) => {
    const { display_id } = transient;
    findShowDisplay()?.(data, { update, ...(display_id === undefined ? {} : { displayId: display_id }) });
  });
  return drawLast;
}
